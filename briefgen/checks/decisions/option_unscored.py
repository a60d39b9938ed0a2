"""An option that is not weighed by every criterion."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG352",
    "option-unscored",
    "warning",
    what="An option has no score on a criterion.",
    why="An empty cell hides the weak side of an option, or says that nobody looked.",
    instead="Add the score with its reason, or remove the criterion.",
    example="""\
criteria:
  cost: {text: Cost}
options:
  wait: {text: Leave the bridge as it is., do_nothing: true}
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield each option that lacks a score, with the criteria that it lacks."""
    for identifier, option in case.dossier.options.items():
        missing = [name for name in case.dossier.criteria if name not in option.scores]
        if missing:
            names = "`, `".join(missing)
            yield Finding(
                ("options", identifier),
                f"the option `{identifier}` has no score on `{names}`",
                ("scores",) if option.scores else (),
            )
