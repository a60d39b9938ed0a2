"""One document in a new process, with nothing kept, beside the engine's command and others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from figures import Fact, Result, Table, ratio
from job_files import PageFiles, built_jobs, write_job
from measuring import Cost
from peer_inputs import write_inputs
from projects import DOSSIER, write_example
from workshop import Workshop

__all__ = ["TITLE", "WEASYPRINT", "WHAT", "measure", "pages_of_example"]

TITLE = "One cold document"
WHAT = (
    "One document of the example as PDF, in a new process, with nothing kept of the project: "
    "validated, laid out to fit, proved and recorded. WeasyPrint's own command lays out the "
    "very page that briefgen lays out; the other programs set the same text as they do, without "
    "its design."
)
WEASYPRINT = "weasyprint, the same page"
KINDS = ("policy-brief", "one-pager")


def measure(shop: Workshop) -> Result:
    """Return the cost of each kind in each way."""
    project, pages = pages_of_example(shop)
    tables, facts = [], []
    for kind in KINDS:
        build = ("build", "--no-cache", "--to", "pdf", "-t", kind, "-a", "public", "-o")
        ways: dict[str, Callable[[int], Cost]] = {
            "briefgen build": lambda number, build=build: shop.briefgen(
                project, *build, str(shop.folder("cold-out") / f"{number}")
            ),
            WEASYPRINT: partial(_run, shop, pages[kind].weasyprint(shop.weasyprint)),
        }
        if kind == KINDS[0]:
            ways |= _peers(shop, project, pages[kind])
        table = Table(f"A {kind.replace('-', ' ')}", shop.compare(ways), WEASYPRINT)
        tables.append(table)
        found = ratio(table.row("briefgen build"), table.row(WEASYPRINT))
        if found is not None:
            facts.append(Fact(f"briefgen ÷ weasyprint, {kind}", found, "×", "at most 1.0"))
    return Result(tuple(tables), facts=tuple(facts))


def pages_of_example(shop: Workshop) -> tuple[Path, dict[str, PageFiles]]:
    """Return the example, built for the public, and the files of its pages by kind; made once."""
    if "example pages" not in shop.shared:
        project = write_example(shop.folder("example-pages"))
        shop.briefgen(project, "build", "-a", "public")
        pages = {
            name.split("/")[1]: write_job(job, shop.scratch / "pages" / name.split("/")[1])
            for name, job in built_jobs(project)
        }
        shop.shared["example pages"] = project, pages
    return shop.shared["example pages"]


def _run(shop: Workshop, command: tuple[str, ...], _number: int) -> Cost:
    return shop.run(command, shop.scratch)


def _peers(shop: Workshop, project: Path, page: PageFiles) -> dict[str, Callable[[int], Cost]]:
    folder, peers = shop.folder("cold-peers"), shop.peers
    markdown = (project / f"output/public/{DOSSIER}.policy-brief.en.md").read_text("utf-8")
    write_inputs(markdown, folder, DOSSIER)
    text = folder / "brief.md"
    commands = {
        "typst compile": peers.typst(folder / "brief.typ", folder / "typst.pdf", shop.fonts()),
        "rendercv render": peers.rendercv(folder / "brief.yaml"),
        "pandoc with weasyprint": peers.pandoc(text, folder / "pandoc-w.pdf", "weasyprint"),
        "pandoc with xelatex": peers.pandoc(text, folder / "pandoc-x.pdf", "xelatex"),
        "chromium --print-to-pdf": peers.chromium(
            page.folder / "linked.html", folder / "chromium.pdf", folder / "profile"
        ),
    }
    found: dict[str, Callable[[int], Cost]] = {}
    for way, command in commands.items():
        if command is not None and shop.works(way, command, folder):
            found[way] = partial(_in_folder, shop, command, folder)
    return found


def _in_folder(shop: Workshop, command: tuple[str, ...], folder: Path, _number: int) -> Cost:
    return shop.run(command, folder)
