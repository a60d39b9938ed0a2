"""What is said of a document that has too many pages, too few, or left something out to fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from briefgen.diagnostics import Diagnostic
from briefgen.fit import is_over
from briefgen.model.project import ItemName, PageBudget
from briefgen.render import LaidOut, Rendered
from briefgen.templates import Template

__all__ = ["budget_faults", "left_out_note", "lines_over"]

_LARGEST = 3
"""Parts that are named as the largest."""


def budget_faults(name: str, template: Template, rendered: Rendered) -> Iterator[Diagnostic]:
    """Yield what is wrong with the number of pages of a document."""
    budget, pages = template.file.pages, rendered.pages
    where = f"templates/{template.name}/template.yaml"
    if is_over(rendered, budget):
        limit = f"{budget.max} page{'s' * (budget.max != 1)}"
        over = lines_over(pages, rendered.laid_out, budget)
        amount = f": about {over} line{'s' * (over != 1)} too many" if over else ""
        yield Diagnostic(
            "BG620",
            f"`{name}` has {pages} pages and may have {limit}, even set tightly{amount}",
            notes=tuple(_what_is_large(template, rendered.laid_out, over)),
            help="shorten its texts; give items `priority: low`, `depth: full` or `audiences`, so "
            f"that they may be left out; or raise `pages` in {where}",
        )
    elif 0 < pages < budget.min:
        yield Diagnostic(
            "BG621",
            f"`{name}` has {pages} page{'s' * (pages > 1)}, its kind has {budget.min} or more",
            help="add what is missing, such as sections, positions or options; or build a shorter "
            "kind such as the one-pager",
        )


def lines_over(pages: int, seen: LaidOut, budget: PageBudget) -> int:
    """Return how many lines of running text stand beyond the last page that is allowed."""
    if budget.max is None or pages <= budget.max or not seen.line_mm:
        return 0
    whole = pages - budget.max - 1
    return max(1, round((whole + seen.last_page_fill) * seen.page_mm / seen.line_mm))


def left_out_note(name: str, dropped: Iterable[ItemName]) -> Iterator[Diagnostic]:
    """Yield a note on what was left out so that a document fits, if anything was."""
    names = sorted(dropped)
    counts = Counter(family for family, _ in names)
    listed = ", ".join(f"{count} of {_words(family)}" for family, count in counts.items())
    if names:
        yield Diagnostic(
            "BG626",
            f"`{name}` leaves out for space: {listed}",
            notes=(", ".join(f"`{family}/{identifier}`" for family, identifier in names),),
            help="to keep one of them give it a higher `priority`; shorter texts make room",
        )


def _what_is_large(template: Template, seen: LaidOut, over: int) -> Iterator[str]:
    """Yield which parts are the largest, and which of them would be enough to cut."""
    if not seen.line_mm or not over:
        return
    lines = [
        (max(1, round(height / seen.line_mm)), name.removeprefix("part-"))
        for name, height in seen.part_mm
    ]
    largest = sorted(lines, key=lambda part: -part[0])[:_LARGEST]
    yield "the largest parts: " + ", ".join(f"`{name}` {count} lines" for count, name in largest)
    kept = {rule.id or rule.part for rule in template.file.parts if rule.required}
    kept |= {rule.id or rule.part for rule in template.file.parts if rule.of is None}
    enough = _enough([part for part in lines if part[1] not in kept], over)
    if enough:
        yield "enough to cut: " + ", ".join(f"`{name}` ({count} lines)" for count, name in enough)


def _enough(parts: list[tuple[int, str]], over: int) -> list[tuple[int, str]]:
    """Return the smallest part that is enough, else the largest that are together; or nothing."""
    alone = [part for part in parts if part[0] >= over]
    if alone:
        return [min(alone)]
    chosen: list[tuple[int, str]] = []
    for part in sorted(parts, key=lambda part: -part[0]):
        chosen.append(part)
        if sum(count for count, _ in chosen) >= over:
            return chosen
    return []


def _words(family: str) -> str:
    return family.replace("_", " ")
