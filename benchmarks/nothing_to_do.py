"""A build that has nothing to do, of one document, twelve and a thousand."""

from __future__ import annotations

import sys
from pathlib import Path

from figures import Fact, Result, Table, ratio
from measuring import ROOT
from peer_inputs import write_inputs
from projects import DOSSIER, write_example, write_small_ones
from workshop import Workshop

TITLE = "Nothing to do"
WHAT = (
    "`briefgen build` of a project in which nothing has changed, beside what Python needs to "
    "start, Python with the library of the command line, and compilers that compile the same "
    "brief again."
)
_MANY, _MANY_QUICK = 1000, 100
PYTHON, CLICK = "`python -c pass`", '`python -c "import click"`'


def measure(shop: Workshop) -> Result:
    """Return the cost of builds that end at once."""
    number = _MANY_QUICK if shop.is_quick else _MANY
    example = write_example(shop.folder("example"))
    shop.briefgen(example, "build")
    small = write_small_ones(shop.folder("small"), number)
    _build_without_layout(shop, small)
    shop.run((sys.executable, "-c", "import time; time.sleep(2.1)"), shop.scratch)
    one, many = "briefgen build, 12 documents", f"briefgen build, {number:,} documents"
    ways = {
        PYTHON: lambda _: shop.run((sys.executable, "-c", "pass"), example),
        CLICK: lambda _: shop.run((sys.executable, "-c", "import click"), example),
        one: lambda _: shop.briefgen(example, "build"),
        many: lambda _: shop.briefgen(small, "build"),
        **_peers(shop, example),
    }
    rows = shop.compare(ways, repeats=max(shop.repeats, 3) * 4)
    table = Table("Nothing has changed", rows, CLICK)
    facts = [
        _compared(table, one, CLICK, "at most 1.6"),
        _compared(table, many, CLICK, "at most 3"),
        _compared(table, one, "typst compile, the brief", "below 1"),
    ]
    return Result((table,), facts=tuple(fact for fact in facts if fact))


def _compared(table: Table, one: str, other: str, aim: str) -> Fact | None:
    found = ratio(table.row(one), table.row(other))
    return None if found is None else Fact(f"{one} ÷ {other}", found, "×", aim)


def _build_without_layout(shop: Workshop, project: Path) -> None:
    """Leave the files and the memory of a build; see `laid_out_by_nobody.py`."""
    shop.told("making many small documents, without laying them out")
    remembered = project.parent / f"{project.name}.remembered"
    script = str(ROOT / "benchmarks" / "laid_out_by_nobody.py")
    shop.run((sys.executable, script, "build"), project, shop.surroundings(remembered))


def _peers(shop: Workshop, example: Path) -> dict[str, object]:
    folder = shop.folder("nothing-peers")
    markdown = (example / f"output/public/{DOSSIER}.policy-brief.en.md").read_text("utf-8")
    write_inputs(markdown, folder, DOSSIER)
    fonts = shop.fonts()
    commands = {
        "typst compile, the brief": shop.peers.typst(
            folder / "brief.typ", folder / "typst.pdf", fonts
        ),
        "rendercv render, the brief": shop.peers.rendercv(folder / "brief.yaml"),
    }
    return {
        way: (lambda _, command=command: shop.run(command, folder))
        for way, command in commands.items()
        if command and shop.works(way, command, folder)
    }
