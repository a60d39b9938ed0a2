"""The page of a document that was built, as files that any layout engine can read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop import documents_in

from briefgen.job import Job
from briefgen.model.project import Layout
from briefgen.project import Choice
from briefgen.render.fonts import BASE, font_face_css, read_font
from briefgen.render.standards import STANDARDS
from briefgen.session import Session, open_session
from briefgen.world import DiskWorld, builtin_world

__all__ = ["PageFiles", "built_jobs", "layout_of", "write_job"]


@dataclass(frozen=True, slots=True)
class PageFiles:
    """Where the files of a page are."""

    folder: Path
    html: Path
    sheets: tuple[Path, ...]
    variant: str
    """What WeasyPrint calls the kind of PDF that is asked for."""

    def weasyprint(self, program: tuple[str, ...]) -> tuple[str, ...]:
        """Return the command that lays out the very page that briefgen lays out."""
        sheets = [word for sheet in self.sheets for word in ("-s", str(sheet))]
        output = str(self.folder / "page.pdf")
        return (*program, *sheets, "--pdf-variant", self.variant, str(self.html), output)


def write_job(job: Job, folder: Path) -> PageFiles:
    """Write a page, its style sheets, pictures and fonts into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for asset in job.assets:
        path = folder / asset.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(asset.content)
    fonts = folder.parent / "fonts"
    fonts.mkdir(exist_ok=True)
    for font in job.fonts:
        if not (fonts / font.filename).exists():
            (fonts / font.filename).write_bytes(read_font(font))
    faces = font_face_css(job.fonts).replace(BASE, "../fonts/")
    sheets = []
    for number, (name, text) in enumerate((("fonts.css", faces), *job.css)):
        path = folder / f"{number}-{Path(name).name}"
        path.write_text(text.replace("brief:///", ""), encoding="utf-8")
        sheets.append(path)
    links = "".join(f'<link rel="stylesheet" href="{sheet.name}">' for sheet in sheets)
    html = job.html.replace("brief:///", "")
    plain = folder / "page.html"
    plain.write_text(html, encoding="utf-8")
    linked = html.replace("</head>", f"{links}</head>", 1)
    (folder / "linked.html").write_text(linked, encoding="utf-8")
    return PageFiles(folder, plain, tuple(sheets), STANDARDS[job.standard].variant)


def layout_of(entry: dict[str, Any]) -> Layout:
    """Return the layout that the manifest says a document has."""
    said = entry["layout"]
    return Layout(
        said["tighter"],
        said["smaller"],
        frozenset(said["moved_to_main"]),
        frozenset((family, name) for family, names in said["dropped"].items() for name in names),
    )


def built_jobs(project: Path) -> Iterator[tuple[str, Job]]:
    """Yield (name, job) of every document that a project's output folder has, as it was built."""
    session, faults = open_session(DiskWorld(project), builtin_world())
    if session is None:
        raise SystemExit(f"{project} cannot be built: {faults}")
    entries = {entry["name"]: entry for entry in documents_in(project / "output")}
    yield from _jobs(session, entries)


def _jobs(session: Session, entries: dict[str, dict[str, Any]]) -> Iterator[tuple[str, Job]]:
    for document in session.documents(Choice()):
        entry = entries.get(document.name)
        if entry is None:
            continue
        composition, faults = session.compose(document, layout_of(entry))
        if composition is None or composition.job.digest != entry["job"]:
            raise SystemExit(f"{document.name} does not come out as it was built: {faults}")
        yield document.name, composition.job
