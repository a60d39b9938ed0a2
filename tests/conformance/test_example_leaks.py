"""Nothing leaks from the example or a new project, as their finished files show.

What is restricted is read from the YAML here, without the program's own reading.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import yaml
from example_documents import PROJECTS, TLP, Made, Shelf, each_document


@dataclass(frozen=True)
class Item:
    """An item of a dossier as it stands in its file."""

    family: str
    identifier: str
    level: int
    """Of the Traffic Light Protocol, from 0."""
    beginnings: tuple[str, ...]
    """The first six words of each of its sentences, squeezed."""
    whole: str
    """All of its words, squeezed."""


_NAMES = frozenset({"marking", "evidence", "sources", "source", "locator", "likelihood"})


def restricted(name: str, clearance: int) -> tuple[Item, ...]:
    """Return the items above a clearance, each with only what no item below it says too."""
    items = items_of(name)
    heading = squeeze(json.dumps(PROJECTS[name].heading, ensure_ascii=False, default=str))
    common = "\n".join([heading, *(item.whole for item in items if item.level <= clearance)])
    return tuple(
        replace(item, beginnings=tuple(words for words in item.beginnings if words not in common))
        for item in items
        if item.level > clearance
    )


@cache
def items_of(name: str) -> tuple[Item, ...]:
    """Return every item of a project's dossier."""
    project = PROJECTS[name]
    folder = f"content/{project.dossier}/"
    default = project.heading["marking"]
    found = []
    for path, text in project.files.items():
        inside = path.removeprefix(folder)
        if inside in (path, "dossier.yaml") or not path.endswith((".md", ".yaml")):
            continue
        if path.endswith(".md"):
            _, front, body = text.split("---\n", 2)
            fields = yaml.safe_load(front)
            found.append(_item("sections", Path(path).stem, {**fields, "body": body}, default))
        else:
            for family, items in yaml.safe_load(text).items():
                found += [_item(family, key, fields, default) for key, fields in items.items()]
    return tuple(found)


def _item(family: str, identifier: str, fields: Mapping[str, Any], default: str) -> Item:
    strings = [re.sub(r"\[[^\]]*@[^\]]*\]", "", text) for text in _strings(fields)]
    sentences = [part for text in strings for part in re.split(r"(?<=[.!?])\s+", text)]
    beginnings = (squeeze(" ".join(part.split()[:6])) for part in sentences)
    level = TLP.index(fields.get("marking", default))
    long_enough = tuple(words for words in beginnings if len(words) >= 15)
    return Item(family, identifier, level, long_enough, squeeze(" ".join(strings)))


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for inner in value:
                yield from _strings(inner)
        case dict():
            for key, inner in value.items():
                if key not in _NAMES:
                    yield from _strings(inner)


def squeeze(text: str) -> str:
    """Return the letters and digits of a text, so that no line's end or quotation mark counts."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def words_of_pdf(content: bytes) -> str:
    """Return what stands on the pages and in every string and description of the file."""
    with pypdfium2.PdfDocument(content) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    with pikepdf.open(BytesIO(content)) as pdf:
        strings = [text for item in pdf.objects for text in _pdf_strings(item)]
        strings.append(pdf.Root.Metadata.read_bytes().decode())
    return "\n".join(squeeze(text) for text in ["".join(pages), *strings])


def _pdf_strings(item: Any) -> Iterator[str]:
    if isinstance(item, pikepdf.String):
        yield str(item)
    elif isinstance(item, pikepdf.Array):
        for inner in item:
            if not getattr(inner, "is_indirect", False):
                yield from _pdf_strings(inner)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for inner in dict(item.items()).values():
            if not getattr(inner, "is_indirect", False):
                yield from _pdf_strings(inner)


def leaks(made: Made, audience: str) -> list[str]:
    """Return what a document says of items that an audience may not see."""
    places = {
        "PDF": words_of_pdf(made.pdf),
        "Markdown": squeeze(made.markdown),
        "manifest": squeeze(json.dumps(made.entry, ensure_ascii=False)),
    }
    listed = [made.entry["inputs"]["items"], *made.entry["not_shown"].values()]
    found = []
    for item in restricted(made.project, made.clearance(audience)):
        named = f"{item.family}/{item.identifier}"
        found += [
            f"{place}: {named}: {words}"
            for words in item.beginnings
            for place, text in places.items()
            if words in text
        ]
        if any(item.identifier in _listed(families, item.family) for families in listed):
            found.append(f"manifest: names {named}")
    return found


def _listed(families: Mapping[str, Any], family: str) -> Any:
    """Return the ids that the manifest lists of a family; where it only counts, there are none."""
    named = families.get(family, ())
    return () if isinstance(named, int) else named


@each_document
def test_nothing_restricted_is_in_it(made: Made) -> None:
    assert leaks(made, made.audience) == []


@each_document
def test_what_the_pdf_says_of_restricted_items_the_markdown_says_too(made: Made) -> None:
    pdf, markdown = words_of_pdf(made.pdf), squeeze(made.markdown)

    assert printed(made, pdf) == printed(made, markdown)
    assert printed(made, pdf) <= listed_as_shown(made)


def printed(made: Made, words: str) -> set[str]:
    """Return the items that are not for everybody and that can be read in a document."""
    return {
        f"{item.family}/{item.identifier}"
        for item in restricted(made.project, 0)
        if any(beginning in words for beginning in item.beginnings)
    }


def listed_as_shown(made: Made) -> set[str]:
    """Return the items that the manifest names as shown, or as read for what is shown."""
    listed = made.entry["inputs"]["items"].items()
    return {f"{family}/{identifier}" for family, items in listed for identifier in items}


GAINED = {
    "example-partner-policy-brief": {
        "positions/french-government-office",
        "recommendations/ask-paris",
    },
    "example-staff-policy-brief": {
        "events/staff-review",
        "positions/french-government-office",
        "recommendations/ask-paris",
        "sections/french-motives",
    },
    "example-principal-timeline": {"events/staff-review"},
    "starter-partner-policy-brief": {"recommendations/confirm-share"},
    "starter-staff-policy-brief": {
        "recommendations/confirm-share",
        "sections/vote-count",
        "sources/ministry-letter",
    },
}
"""What those who are cleared read and the public does not, document by document."""


@pytest.mark.parametrize("name", GAINED)
def test_those_who_are_cleared_read_what_others_do_not(shelf: Shelf, name: str) -> None:
    made = shelf(name)

    assert printed(made, words_of_pdf(made.pdf)) == GAINED[name]


@pytest.mark.parametrize("project", ["example", "starter"])
def test_a_document_for_others_is_found_to_leak(shelf: Shelf, project: str) -> None:
    found = leaks(shelf(f"{project}-staff-policy-brief"), "public")

    assert {line.partition(":")[0] for line in found} == {"PDF", "Markdown", "manifest"}


@pytest.mark.parametrize("project", ["example", "starter"])
@pytest.mark.parametrize("clearance", range(3))
def test_each_restricted_item_says_something_that_nobody_else_says(
    project: str, clearance: int
) -> None:
    assert all(item.beginnings for item in restricted(project, clearance))
