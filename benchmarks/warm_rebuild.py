"""One document after an edit, from the save to the finished PDF."""

from __future__ import annotations

from functools import partial

from cold_document import WEASYPRINT, pages_of_example
from figures import Fact, Result, Table, ratio
from measuring import Cost
from projects import change_words, write_example
from workshop import Workshop

TITLE = "After an edit"
WHAT = (
    "The one-pager of the example, of which the bottom line was edited: the command is started "
    "anew, all that earlier builds have kept is there. WeasyPrint's command lays out the page "
    "alone."
)


def measure(shop: Workshop) -> Result:
    """Return the cost of a build after an edit."""
    _, pages = pages_of_example(shop)
    project = write_example(shop.folder("warm"))
    build = ("build", "-t", "one-pager", "-a", "public", "--to", "pdf")
    shop.briefgen(project, *build)

    def edited(number: int) -> Cost:
        change_words(project, number + 2)
        return shop.briefgen(project, *build)

    ways = {
        "briefgen build, after an edit": edited,
        WEASYPRINT: partial(_weasyprint, shop, pages["one-pager"].weasyprint(shop.weasyprint)),
    }
    table = Table("A one-pager after an edit", shop.compare(ways), WEASYPRINT)
    found = ratio(*table.rows)
    facts = [Fact("briefgen ÷ weasyprint", found or 0.0, "×", "below 0.25")]
    return Result((table,), facts=tuple(facts))


def _weasyprint(shop: Workshop, command: tuple[str, ...], _number: int) -> Cost:
    return shop.run(command, shop.scratch)
