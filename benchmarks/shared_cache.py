"""A CI run after one edit: with what another run put into a shared cache, and without."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from figures import Fact, Result, Table, ratio
from measuring import Cost
from projects import ALL_READERS, change_staff_item, change_words, write_example
from workshop import Workshop

TITLE = "A CI run after an edit"
WHAT = (
    "The example's twelve documents on a machine that has never built them, after an event that "
    "only the staff and the principal read was edited; the run before this edit has filled the "
    "cache."
)
Edit = Callable[[Path, int], None]
EVERYTHING = "with a shared cache, after an edit that everybody reads"
WITHOUT, WITH = "without a cache", "with a shared cache"


def measure(shop: Workshop) -> Result:
    """Return the cost of a CI run in both ways."""
    cache = shop.folder("ci-cache")
    settings = {"at": ".cache/briefgen", "clearance": "TLP:AMBER+STRICT"}
    project = write_example(shop.folder("ci"), cache=settings)
    shop.briefgen(project, "build", remembered=shop.folder("ci-first"))
    shutil.copytree(project / ".cache", cache, dirs_exist_ok=True)
    plain = write_example(shop.folder("ci-plain"))
    # of its own, for what is edited stays so in the rounds to come
    reworded = write_example(shop.folder("ci-reworded"), cache=settings)

    def run(folder: Path, number: int, edit: Edit = change_staff_item) -> Cost:
        edit(folder, number + 2)
        shutil.rmtree(folder / "output", ignore_errors=True)
        shutil.rmtree(folder / ".cache", ignore_errors=True)
        if folder != plain:
            shutil.copytree(cache, folder / ".cache")
        return shop.briefgen(folder, "build", remembered=shop.folder("ci-machine"))

    ways = {
        WITHOUT: lambda number: run(plain, number),
        WITH: lambda number: run(project, number),
        EVERYTHING: lambda number: run(reworded, number, change_words),
    }
    repeats = min(shop.repeats, 3)
    rows = shop.compare(ways, repeats=repeats, warmed=False)
    table = Table(f"{ALL_READERS} documents in CI", rows, WITHOUT)
    found = ratio(table.row(WITH), table.row(WITHOUT))
    facts = (Fact("with ÷ without", found or 0.0, "×"),)
    return Result((table,), facts=facts)
