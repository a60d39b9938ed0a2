"""What it costs that a document has the pages that it should have."""

from __future__ import annotations

from figures import Fact, Result
from fit import SECTIONS, fitted
from workshop import Workshop

TITLE = "What fitting costs"
WHAT = (
    "One-pagers of ever more text: how many layouts are measured until the page is as it should "
    "be, and seconds of the processor for all of it. One layout is what any engine needs."
)


def measure(shop: Workshop) -> Result:
    """Return layouts and seconds for each amount of text."""
    facts = []
    for number in SECTIONS[:2] if shop.is_quick else SECTIONS:
        found = fitted(number)
        what = f"{number} section{'s' * (number > 1)}, {found.pages} pages"
        facts += [
            Fact(f"{what}: layouts", float(found.layouts)),
            Fact(f"{what}: all", found.all_s, "s"),
        ]
        shop.told(f"{what}: {found.layouts} layouts")
    return Result(facts=tuple(facts))
