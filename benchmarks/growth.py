"""How time grows with the number of documents, and with the pages of one."""

from __future__ import annotations

from dataclasses import dataclass

from figures import Curve, Fact, Result, exponent
from many_builds import build_many
from measuring import Cost
from projects import write_book
from watching import Peaks, watched
from workshop import Workshop, documents_in

__all__ = ["TITLE", "WHAT", "Book", "build_book", "measure"]

TITLE = "Growth"
WHAT = (
    "Builds of ever more distinct documents, and of one document of ever more pages. The "
    "exponent is the slope in logarithms of what is above the smallest size: 1 is linear."
)
_DOCUMENTS, _DOCUMENTS_QUICK = (12, 36, 96, 300), (12, 24)
_PAGES, _PAGES_QUICK = (4, 20, 60, 150, 400), (4, 10, 20)


@dataclass(frozen=True, slots=True)
class Book:
    """What it took to build one long document."""

    pages: int
    cost: Cost
    peaks: Peaks


def measure(shop: Workshop) -> Result:
    """Return the curves and their exponents."""
    numbers = _DOCUMENTS_QUICK if shop.is_quick else _DOCUMENTS
    builds = [build_many(shop, number) for number in numbers]
    of_documents = _curve(
        "Many documents", "documents", [(one.documents, one.cost, one.peaks) for one in builds]
    )
    books = [build_book(shop, pages) for pages in (_PAGES_QUICK if shop.is_quick else _PAGES)]
    of_pages = _curve("One document", "pages", [(one.pages, one.cost, one.peaks) for one in books])
    facts = [
        *_exponents(of_documents, "at most 1.05"),
        *_exponents(of_pages, "at most 1.15"),
    ]
    return Result(curves=(of_documents, of_pages), facts=tuple(facts))


def build_book(shop: Workshop, pages: int) -> Book:
    """Return what a book of about so many pages took; it is built once for all cases."""
    key = f"book-{pages}"
    if key not in shop.shared:
        project = write_book(shop.folder(key), pages)
        command = (*shop.program, "build", "--no-cache")
        surroundings = shop.surroundings(shop.scratch / "many.remembered")
        cost, peaks, _ = watched(command, project, surroundings)
        (entry,) = documents_in(project / "output")
        shop.told(f"a book of {entry['pages']} pages: {cost.wall_s:.0f} s")
        shop.shared[key] = Book(entry["pages"], cost, peaks)
    return shop.shared[key]


def _curve(title: str, size_of: str, points: list[tuple[int, Cost, Peaks | None]]) -> Curve:
    return Curve(
        title,
        size_of,
        tuple(float(size) for size, _, _ in points),
        tuple(cost.wall_s for _, cost, _ in points),
        tuple(cost.cpu_s for _, cost, _ in points),
        tuple(peaks.workers if peaks is not None else 0.0 for _, _, peaks in points),
    )


def _exponents(curve: Curve, aim: str) -> list[Fact]:
    found = [
        (f"exponent in {curve.size_of}, processor", exponent(curve.sizes, curve.cpu_s), aim),
        (f"exponent in {curve.size_of}, clock", exponent(curve.sizes, curve.wall_s), ""),
    ]
    return [Fact(what, value, aim=aim) for what, value, aim in found if value is not None]
