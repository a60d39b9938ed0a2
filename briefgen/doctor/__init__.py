"""What is on this machine → whether documents can be built here, and will be the same as elsewhere.

No other package is imported before it is known that all of them are there.
"""

from briefgen.doctor.finding import Finding, Group, State, can_build, sort_out
from briefgen.doctor.machine import broken, packages, python, tools

__all__ = [
    "Finding",
    "Group",
    "State",
    "broken",
    "can_build",
    "packages",
    "python",
    "sort_out",
    "tools",
]
