"""The projects that cases build: the example, many dossiers, a thousand small documents, a book."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path
from typing import Any

import yaml
from large_dossier import write_dossier, written_project
from measuring import ROOT
from words import Words

__all__ = [
    "ALL_READERS",
    "DOSSIER",
    "change_staff_item",
    "change_words",
    "write_book",
    "write_example",
    "write_matrix",
    "write_small_ones",
]

DOSSIER = "tokyo-liaison-office"
"""The example's dossier."""
ALL_READERS = 12
"""Documents that are made of a dossier: three kinds for four audiences."""
_SCALE = 0.02
"""Of such a dossier a brief has some four pages."""
_SENTENCES = 18
"""Sentences in a section of a book, which then takes about a page."""
_BOOK = {
    "format": 1,
    "label": {"en": "Book"},
    "extends": "policy-brief",
    "pages": {"min": 1, "max": 2000},
    "parts": [
        {"part": "prose", "id": "text", "of": "sections", "title": "All of it"},
        {"part": "notes"},
    ],
}
_BOOK_HEADING = {
    "title": "The northern states have put off the transit treaty",
    "as_of": "2024-03-01T09:00:00Z",
    "marking": "TLP:CLEAR",
    "summary": "The states agreed on a programme and put off the treaty.",
}
_SMALL_KIND = {
    "format": 1,
    "label": {"en": "List"},
    "pages": {"min": 1, "max": 2, "gives_way": []},
    "parts": [{"part": "event-list", "of": "events", "title": "Events"}, {"part": "notes"}],
}
_SMALL = """\
title: The quays close in spring {number}
as_of: "2023-07-14T09:00:00+09:00"
marking: TLP:CLEAR
summary: A summary of the matter.
"""
_SMALL_EVENT = """\
  e{number}:
    date: "2023-05-0{day}"
    status: occurred
    text: Talks of round {number} begin.
    sources: ["paper, p. {day}"]
"""
_SMALL_SOURCE = """\
sources:
  paper: {{type: report, kind: primary, title: Talks of {number}, publisher: The Gazette}}
"""


def write_example(folder: Path, **settings: Any) -> Path:
    """Write the example's project, with settings of its own, and return the folder."""
    project = yaml.safe_load((ROOT / "briefgen.yaml").read_text(encoding="utf-8"))
    _write(folder / "briefgen.yaml", yaml.safe_dump({**project, **settings}, sort_keys=False))
    shutil.copytree(ROOT / "content", folder / "content", dirs_exist_ok=True)
    return folder


def change_words(project: Path, number: int) -> None:
    """Change what everybody reads in the example: its bottom line."""
    path = project / "content" / DOSSIER / "dossier.yaml"
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    (at,) = [at for at, line in enumerate(lines) if line.startswith("bottom_line:")]
    # as long as before, so that the page stays as full
    said = yaml.safe_load(text)["bottom_line"].rsplit(" ", 1)[0]
    end = at + 1
    while end < len(lines) and lines[end].startswith((" ", "\n")):
        end += 1
    changed = yaml.safe_dump({"bottom_line": f"{said} edit{number}."}, allow_unicode=True)
    path.write_text("".join((*lines[:at], changed, *lines[end:])), encoding="utf-8")


def change_staff_item(project: Path, number: int) -> None:
    """Change the text of an event in the example that only the staff and the principal read."""
    path = project / "content" / DOSSIER / "events.yaml"
    text = path.read_text(encoding="utf-8")
    changed = re.sub(r"and the (edit\d+ )?replies from", f"and the edit{number} replies from", text)
    if changed == text:
        raise ValueError(f"{path} has no such event")
    path.write_text(changed, encoding="utf-8")


def write_matrix(folder: Path, documents: int, **settings: Any) -> Path:
    """Write a project of so many documents, twelve a dossier, each dossier in its own words."""
    dossiers, left = divmod(documents, ALL_READERS)
    if left:
        raise ValueError(f"{documents} is no multiple of {ALL_READERS}")
    for number in range(dossiers):
        write_dossier(folder / f"content/d{number:03}", scale=_SCALE, seed=number + 1)
    _write(folder / "briefgen.yaml", written_project(4, **settings))
    return folder


def write_small_ones(folder: Path, documents: int) -> Path:
    """Write a project of so many small documents, twenty a dossier, as Markdown alone."""
    audiences = {
        f"readers-{number:02}": {"clearance": "TLP:CLEAR", "label": f"Readers {number}"}
        for number in range(20)
    }
    project = {
        "format": 1,
        "audiences": audiences,
        "documents": [{"templates": ["list"], "audiences": ["*"]}],
        "to": ["markdown"],
    }
    _write(folder / "templates/list/template.yaml", yaml.safe_dump(_SMALL_KIND))
    for number in range(documents // len(audiences)):
        events = "".join(_SMALL_EVENT.format(number=n, day=n + 1) for n in range(3))
        _write(folder / f"content/d{number:03}/dossier.yaml", _SMALL.format(number=number))
        items = f"{_SMALL_SOURCE.format(number=number)}events:\n{events}"
        _write(folder / f"content/d{number:03}/items.yaml", items)
    _write(folder / "briefgen.yaml", yaml.safe_dump(project, sort_keys=False))
    return folder


def write_book(folder: Path, pages: int) -> Path:
    """Write a project with one document of about so many pages of prose."""
    words = Words(random.Random(pages))
    for number in range(pages):
        front = {"title": f"{words.clause()}", "kind": "analysis", "order": number}
        paragraphs = (" ".join(words.sentence() for _ in range(_SENTENCES // 3)) for _ in range(3))
        text = f"---\n{yaml.safe_dump(front)}---\n" + "\n\n".join(paragraphs) + "\n"
        _write(folder / f"content/book/sections/s{number:04}.md", text)
    _write(folder / "content/book/dossier.yaml", yaml.safe_dump(_BOOK_HEADING))
    _write(folder / "templates/book/template.yaml", yaml.safe_dump(_BOOK))
    project = {
        "format": 1,
        "audiences": {"public": {"clearance": "TLP:CLEAR", "depth": "full"}},
        "documents": [{"templates": ["book"]}],
        "to": ["pdf"],
        "limits": {"cpu_seconds": 3600, "wall_seconds": 7200},
    }
    _write(folder / "briefgen.yaml", yaml.safe_dump(project, sort_keys=False))
    return folder


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
