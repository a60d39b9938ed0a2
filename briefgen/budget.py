"""What is said of a document that has too many pages, too few, or left something out to fit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from briefgen.diagnostics import Diagnostic
from briefgen.fit import is_over
from briefgen.model.project import GivesWay, ItemName, PageBudget
from briefgen.render import LaidOut, Rendered
from briefgen.templates import Template

__all__ = ["budget_faults", "lines_over"]

_PIECE = re.compile(r"-[0-9]+$")
_LARGEST = 3
"""Parts that are named as the largest."""


def budget_faults(
    name: str, template: Template, rendered: Rendered, left_out: Sequence[ItemName]
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the number of pages of a document, and what is left out for it."""
    budget = template.file.pages
    if is_over(rendered, budget):
        yield _too_long(name, template, rendered, left_out)
    elif left_out:
        yield _left_out(name, left_out)
    if 0 < rendered.pages < budget.min:
        yield Diagnostic(
            "BG621",
            f"`{name}` has {_counted(rendered.pages, 'page')}, its kind has {budget.min} or more",
            help="add what is missing, such as sections, positions or options; or build a shorter "
            "kind such as the one-pager",
        )


def lines_over(pages: int, seen: LaidOut, budget: PageBudget) -> int:
    """Return how many lines of running text stand beyond the last page that is allowed."""
    if budget.max is None or pages <= budget.max or not seen.line_mm:
        return 0
    whole = pages - budget.max - 1
    return max(1, round((whole + seen.last_page_fill) * seen.page_mm / seen.line_mm))


def _too_long(
    name: str, template: Template, rendered: Rendered, left_out: Sequence[ItemName]
) -> Diagnostic:
    budget, seen = template.file.pages, rendered.laid_out
    over = lines_over(rendered.pages, seen, budget)
    amount = f": about {_counted(over, 'line')} too many" if over else ""
    means = "set as tightly as it may be" if _may_be_tighter(budget) else "set as designed"
    if left_out:
        means += f" and without {_listed(left_out)} that may go"
    goes = " or ".join(f"`{step}`" for step in budget.gives_way if step in _PRIORITIES)
    enough = _enough(template, seen, over)
    cut = f"cut {_counted(over, 'line')}" if over else "shorten its texts"
    if enough:
        cut += f", for example in {' and '.join(f'`{part}`' for _, part in enough)}"
    drop = f"; give items that may be left out the `priority` {goes}" if goes else ""
    return Diagnostic(
        "BG620",
        f"`{name}` has {_counted(rendered.pages, 'page')} and may have "
        f"{_counted(budget.max or 0, 'page')}, even {means}{amount}",
        notes=tuple(_what_is_large(template, seen, over, enough)),
        help=f"{cut}{drop}; or let a kind of your own have more "
        f"pages: `briefgen new template NAME --from {template.name}`, then `pages` in its "
        "template.yaml",
    )


_PRIORITIES = (GivesWay.LOW, GivesWay.NORMAL, GivesWay.HIGH)


def _may_be_tighter(budget: PageBudget) -> bool:
    return bool({GivesWay.SPACING, GivesWay.TYPE} & set(budget.gives_way))


def _left_out(name: str, left_out: Sequence[ItemName]) -> Diagnostic:
    names = ", ".join(f"`{family}/{identifier}`" for family, identifier in left_out)
    return Diagnostic(
        "BG626",
        f"`{name}` leaves out {_listed(left_out)} for space",
        notes=(f"left out: {names}",),
        help="to keep one of them, give it a higher `priority` (`required` is never left out) and "
        "another a lower one; or shorten texts",
    )


def _what_is_large(
    template: Template, seen: LaidOut, over: int, enough: list[tuple[int, str]]
) -> Iterator[str]:
    """Yield which parts are the largest, and which of them would be enough to cut."""
    largest = sorted(_parts(template, seen), key=lambda part: (-part[0], part[1]))[:_LARGEST]
    if over and largest:
        shown = ", ".join(f"`{name}` {_counted(count, 'line')}" for count, name in largest)
        yield f"the largest parts: {shown}"
    if enough:
        shown = " and ".join(f"`{name}` ({_counted(count, 'line')})" for count, name in enough)
        yield f"enough to cut: {shown}"


def _parts(template: Template, seen: LaidOut) -> list[tuple[int, str]]:
    """Return (lines, name) of the parts of the template; others are not believed to be there."""
    names = {f"part-{rule.id or rule.part}": rule.id or rule.part for rule in template.file.parts}
    if not seen.line_mm:
        return []
    return [
        (max(1, round(height / seen.line_mm)), name)
        for name, height in _heights(seen, names).items()
    ]


def _heights(seen: LaidOut, names: Mapping[str, str]) -> dict[str, float]:
    """Return the height of each part; one that is printed in pieces has numbers behind its id."""
    heights: dict[str, float] = {}
    for identifier, height in seen.part_mm:
        name = names.get(identifier) or names.get(_PIECE.sub("", identifier))
        if name is not None:
            heights[name] = heights.get(name, 0.0) + height
    return heights


def _enough(template: Template, seen: LaidOut, over: int) -> list[tuple[int, str]]:
    """Return the smallest part that is enough, else the largest that are together; or nothing.

    What the document needs is none of them, nor what follows from others, such as the notes.
    """
    if not over:
        return []
    rules = template.file.parts
    kept = {rule.id or rule.part for rule in rules if rule.required or rule.of is None}
    kept |= {rule.id or rule.part for rule in rules if rule.of == "terms"}
    parts = [part for part in _parts(template, seen) if part[1] not in kept]
    alone = [part for part in parts if part[0] >= over]
    if alone:
        return [min(alone)]
    chosen: list[tuple[int, str]] = []
    for part in sorted(parts, key=lambda part: (-part[0], part[1])):
        chosen.append(part)
        if sum(count for count, _ in chosen) >= over:
            return chosen
    return []


def _listed(names: Sequence[ItemName]) -> str:
    """Return `2 events and 1 section`."""
    counts = Counter(family for family, _ in sorted(names))
    words = [_counted(count, _singular(family)) for family, count in counts.items()]
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _singular(family: str) -> str:
    word = family.replace("_", " ")
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def _counted(number: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"
