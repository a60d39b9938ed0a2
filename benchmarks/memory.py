"""The most memory that processes hold, after few documents and after many."""

from __future__ import annotations

from figures import Fact, Result
from growth import build_book
from many_builds import build_many
from watching import is_possible
from workshop import Workshop

TITLE = "Memory"
WHAT = (
    "The most resident memory of the command and of its largest worker, shared pages counted in "
    "both, in builds of distinct documents and of a book. A worker's should not grow with the "
    "number of documents."
)
_FEW, _MANY, _QUICK = 48, 300, 12
_BOOK_PAGES, _BOOK_QUICK = 400, 20


def measure(shop: Workshop) -> Result:
    """Return the peaks, and how they grow."""
    if not is_possible():
        return Result(notes=("This system has no /proc to ask.",))
    numbers = (_QUICK, 2 * _QUICK) if shop.is_quick else (_FEW, _MANY)
    facts, peaks = [], []
    for number in numbers:
        found = build_many(shop, number).peaks
        assert found is not None
        peaks.append(found)
        facts += [
            Fact(f"the command, {number} documents", found.command, "MiB"),
            Fact(f"the largest worker, {number} documents", found.workers, "MiB"),
        ]
    few, many = peaks
    aim = "at most 1.1"
    facts += [
        Fact(f"worker, {numbers[1]} ÷ {numbers[0]}", many.workers / few.workers, "×", aim),
        Fact(f"command, {numbers[1]} ÷ {numbers[0]}", many.command / few.command, "×"),
    ]
    book = build_book(shop, _BOOK_QUICK if shop.is_quick else _BOOK_PAGES)
    if book.peaks is not None:
        facts += [
            Fact(f"the command, a book of {book.pages} pages", book.peaks.command, "MiB"),
            Fact(f"the worker, a book of {book.pages} pages", book.peaks.workers, "MiB"),
        ]
    return Result(facts=tuple(facts))
