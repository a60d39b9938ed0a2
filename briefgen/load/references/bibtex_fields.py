"""The types and fields of BibTeX and BibLaTeX in those of CSL."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.load.references.bibtex_dates import read_dates
from briefgen.load.references.bibtex_names import read_names
from briefgen.load.references.latex import plain_address, to_text

__all__ = ["TYPES", "BibEntry", "csl_fields"]


@dataclass(frozen=True, slots=True)
class BibEntry:
    """An entry with its values as LaTeX."""

    type: str
    """In small letters, such as `article`."""
    key: str
    line: int
    """Line where it begins, from 0."""
    fields: Mapping[str, str]
    """By name in small letters."""
    lines: Mapping[str, int]
    """Line of each field, from 0."""


TYPES = {
    "article": "article-journal", "suppperiodical": "article-journal", "book": "book",
    "mvbook": "book", "collection": "book", "mvcollection": "book", "reference": "book",
    "proceedings": "book", "mvproceedings": "book", "booklet": "pamphlet", "manual": "report",
    "inbook": "chapter", "incollection": "chapter", "bookinbook": "chapter",
    "suppbook": "chapter", "suppcollection": "chapter", "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference", "conference": "paper-conference",
    "report": "report", "techreport": "report", "thesis": "thesis", "phdthesis": "thesis",
    "mastersthesis": "thesis", "online": "webpage", "electronic": "webpage", "www": "webpage",
    "unpublished": "manuscript", "patent": "patent", "dataset": "dataset",
    "software": "software", "letter": "personal_communication", "legislation": "legislation",
    "legal": "legislation", "jurisdiction": "legal_case", "periodical": "periodical",
    "standard": "standard", "treaty": "treaty", "review": "review", "image": "graphic",
    "artwork": "graphic", "audio": "song", "music": "song", "movie": "motion_picture",
    "video": "motion_picture", "performance": "performance", "newspaper": "article-newspaper",
    "speech": "speech", "talk": "speech", "interview": "interview", "misc": "document",
}  # fmt: skip
"""Type of an entry → CSL's."""
_SUBTYPES = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
_GENRES = {
    "phdthesis": "PhD thesis", "mathesis": "Master’s thesis", "mastersthesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis", "candthesis": "Candidate thesis",
    "techreport": "technical report", "resreport": "research report",
}  # fmt: skip
_TITLES: dict[str, tuple[tuple[str, ...], ...]] = {
    # variable: the fields that it is joined from, by preference
    "title": (("title", "subtitle"),),
    "container-title": (
        ("journaltitle", "journalsubtitle"), ("journal",), ("booktitle", "booksubtitle"),
        ("maintitle", "mainsubtitle"),
    ),
    "title-short": (("shorttitle",),),
    "container-title-short": (("shortjournal",),),
    "collection-title": (("series",),),
    "event-title": (("eventtitle",),),
}  # fmt: skip
_TEXTS: dict[str, tuple[str, ...]] = {
    "publisher": ("publisher", "institution", "school", "organization"),
    "publisher-place": ("location", "address"),
    "event-place": ("venue",),
    "volume": ("volume",), "page": ("pages", "eid"), "chapter-number": ("chapter",),
    "note": ("note", "addendum"), "version": ("version",), "part-number": ("part",),
    "ISBN": ("isbn",), "ISSN": ("issn",), "PMID": ("pmid",), "number-of-pages": ("pagetotal",),
    "number-of-volumes": ("volumes",), "status": ("pubstate",), "language": ("langid", "language"),
    "call-number": ("library",), "original-title": ("origtitle",),
}  # fmt: skip
_NAMES = {
    "author": "author", "editor": "editor", "translator": "translator",
    "container-author": "bookauthor",
}  # fmt: skip
_ISSUES = ("article-journal", "article-magazine", "article-newspaper", "periodical", "review")
_NUMBERED = ("report", "patent", "standard", "legislation", "legal_case", "treaty", "software")
_EDITIONS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_ARXIV = re.compile(r"(?:arxiv:)?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z.-]+/\d{7})\Z", re.IGNORECASE)
_URL = re.compile(r"\\url\s*\{([^{}]*)\}|https?://\S+")

Found = dict[str, tuple[Any, str]]
"""CSL variable → its value, and the field that it is from."""


def csl_fields(entry: BibEntry) -> Found:
    """Return the entry as CSL variables, each with the field whose place is its own."""
    fields = entry.fields
    kind = _kind(entry)
    found: Found = {"type": (kind, "type")}
    for variable, choices in _TITLES.items():
        for names in choices:
            if names[0] in fields:
                found[variable] = (_title(fields, names), names[0])
                break
    for variable, names in _TEXTS.items():
        if name := next((name for name in names if name in fields), None):
            found[variable] = (to_text(fields[name]), name)
    for variable, name in _NAMES.items():
        if name in fields:
            found[variable] = (read_names(fields[name]), name)
    for variable, (date, name) in read_dates(fields).items():
        found[variable] = (date, name)
    _add_numbers(found, fields, kind)
    _add_genre(found, entry, kind)
    _add_addresses(found, fields)
    return found


def _kind(entry: BibEntry) -> str:
    kind = TYPES.get(entry.type, "document")
    if kind == "article-journal":
        kind = _SUBTYPES.get(entry.fields.get("entrysubtype", "").lower(), kind)
        # a preprint is in no journal
        has_journal = entry.fields.keys() & {"journal", "journaltitle"}
        return kind if has_journal or "eprint" not in entry.fields else "article"
    if entry.type == "misc" and "eprint" in entry.fields:
        return "article"
    if entry.type == "misc" and ("url" in entry.fields or _linked(entry.fields)):
        return "webpage"
    return kind


def _linked(fields: Mapping[str, str]) -> str:
    """Return the address in `howpublished` or `note`, where files without `url` have it."""
    for name in ("howpublished", "note"):
        if found := _URL.search(fields.get(name, "")):
            return plain_address(found[0])
    return ""


def _title(fields: Mapping[str, str], names: tuple[str, ...]) -> str:
    parts = [to_text(_unwrapped(fields[name]), is_title=True) for name in names if name in fields]
    separator = " " if parts[0].endswith(("?", "!", ":")) else ": "
    return separator.join(parts)


def _unwrapped(value: str) -> str:
    """Return a value without braces around all of it: they would protect every word."""
    if value.startswith("{") and value.endswith("}"):
        depth = 0
        for index, char in enumerate(value):
            depth += {"{": 1, "}": -1}.get(char, 0) if value[index - 1 : index] != "\\" else 0
            if depth == 0:
                return value[1:-1] if index == len(value) - 1 else value
    return value


def _add_numbers(found: Found, fields: Mapping[str, str], kind: str) -> None:
    if "number" in fields:
        by_kind = (
            "issue" if kind in _ISSUES else "number" if kind in _NUMBERED else "collection-number"
        )
        found[by_kind] = (to_text(fields["number"]), "number")
    if "issue" in fields and "issue" not in found:
        found["issue"] = (to_text(fields["issue"]), "issue")
    if "edition" in fields:
        edition = to_text(fields["edition"])
        word = edition.lower().removesuffix(" edition")
        if word in _EDITIONS:
            edition = str(_EDITIONS.index(word) + 1)
        elif numeral := re.match(r"(\d+)(?:st|nd|rd|th)\b", word):
            edition = numeral[1]
        found["edition"] = (edition, "edition")


def _add_genre(found: Found, entry: BibEntry, kind: str) -> None:
    written = entry.fields.get("type", "")
    genre = _GENRES.get(written.lower().strip(), to_text(written))
    if not genre and kind in ("thesis", "report"):
        genre = _GENRES.get(entry.type, "")
    if genre:
        found["genre"] = (genre, "type")


def _add_addresses(found: Found, fields: Mapping[str, str]) -> None:
    if "doi" in fields:
        found["DOI"] = (plain_address(fields["doi"]), "doi")
    if "url" in fields:
        found["URL"] = (plain_address(fields["url"]), "url")
    elif linked := _linked(fields):
        found["URL"] = (linked, "howpublished" if "howpublished" in fields else "note")
        if _URL.sub("", fields.get("note", "x")).strip(" .:") == "":
            found.pop("note", None)
    elif (arxiv := _ARXIV.match(fields.get("eprint", ""))) and "DOI" not in found:
        found["URL"] = (f"https://arxiv.org/abs/{arxiv[1]}", "eprint")
    if "howpublished" in fields and not _URL.search(fields["howpublished"]):
        found.setdefault("publisher", (to_text(fields["howpublished"]), "howpublished"))
