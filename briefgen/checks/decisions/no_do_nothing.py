"""Options without that of leaving things as they are."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import THE_DOSSIER, Finding
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG351",
    "no-do-nothing",
    "warning",
    what="There are options, and none of them is to leave things as they are.",
    why="Every choice has this option. Unless its cost is told, nobody can say what the others are"
    " worth.",
    instead="Add it with `do_nothing: true`, or mark the option that is it.",
    example="""\
options:
  ferry: {text: Run a ferry for two years.}
  bridge: {text: Build a second bridge.}
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield one finding, at the first option."""
    options = case.dossier.options
    if case.is_whole and options and not any(option.do_nothing for option in options.values()):
        yield Finding(
            THE_DOSSIER,
            "no option is to leave things as they are"
            if len(options) > 1
            else "this option is the only one, and it is not to leave things as they are",
            span=case.tree.item_span("options", next(iter(options))),
        )
