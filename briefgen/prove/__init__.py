"""Finished bytes → faults: nothing leaked, nothing was lost.

It reads what was made with other programs than the one that made it.
"""

from briefgen.prove.attached import attachment_faults
from briefgen.prove.completeness import Expected, Loss, find_losses
from briefgen.prove.folding import squeeze
from briefgen.prove.leaks import Leak, find_leaks
from briefgen.prove.proof import Proof, examine, prove
from briefgen.prove.reading import load_provers
from briefgen.prove.secret import Secret, Secrets

__all__ = [
    "Expected",
    "Leak",
    "Loss",
    "Proof",
    "Secret",
    "Secrets",
    "attachment_faults",
    "examine",
    "find_leaks",
    "find_losses",
    "load_provers",
    "prove",
    "squeeze",
]
