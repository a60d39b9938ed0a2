"""Pandoc's citation syntax: `[see @key, p. 3; @other]`, `[-@key]` and a bare `@key`.

Source: Pandoc User's Guide, "Citation syntax". What is taken from it: keys, prefixes, locators
(also in braces) and suffixes. A bare key and a suppressed author mean the same as a plain
citation here, because notes name no authors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.common.utils import unescapeAll

__all__ = ["Citation", "citation_source", "read_bare_citation", "read_citations"]

_KEY = r"\w(?:\w|[:.#$%&\-+?<>~/](?=\w))*"
# An @ after any of these belongs to a mail address, a path, a word or a character reference.
_BARE = re.compile(
    rf"(?<![^\W_])(?<![.+\-/@%&;])@(?P<key>{_KEY})(?P<bracket> ?\[(?P<rest>[^\[\]\\@]*)\])?"
)
_PART = re.compile(
    rf"(?P<prefix>(?:[^@\\]|\\.)*?)-?(?<![^\W_])@(?P<key>{_KEY})(?P<rest>(?:[^@\\]|\\.)*)"
)
_LONGEST_PLACE = 40
_PLACE = re.compile(r"[A-Z§¶][^\s,;]*\.? [\dIVXLC][\w.,–\- ]*\Z")
"""A word with a capital and a number: `TOP 4.1`, `Annex III`."""
_BRACED = re.compile(r"\{((?:[^}\\]|\\.)*)\}")
_SPECIAL = re.compile(r"[\\\[\];@{}`<&]")

_LABEL = (
    r"(?:pages?|pp?|paragraphs?|paras?|par|sections?|secs?|chapters?|chaps?|chs?|articles?|arts?"
    r"|lines?|ll?|verses?|vv?|volumes?|vols?|books?|bk|parts?|pt|figures?|figs?|tables?|notes?|nn?"
    r"|numbers?|nos?|columns?|cols?|folios?|fols?|slides?|minutes?|min|annex(?:es)?|appendix"
    r"|S|Abs|Art|Nr)\b\.?|[§¶]+"
)
_UNIT = r"(?:[^\s,;]*\d[^\s,;]*|[ivxlcdm]+\b|[A-Z]\b)"
_UNITS = rf"{_UNIT}(?:\s*(?:,|&|and|[-–—])\s*{_UNIT})*"
_LOCATOR = re.compile(
    rf"(?:(?:{_LABEL})\s*{_UNITS}|(?=[\d第]){_UNITS})(?:\s*,\s*(?:{_LABEL})\s*{_UNITS})*"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """One source cited at one place."""

    key: str
    """Identifier of the source."""
    locator: str = ""
    """Where in the source, as plain text: `para. 2`, `pp. 33–35, 38`."""
    prefix: str = ""
    """What the author put before it, as plain text: `see`."""
    suffix: str = ""
    """What the author put after it, as plain text."""


def read_citations(bracketed: str) -> tuple[Citation, ...]:
    """Return the citations in what stands between square brackets; empty if it is no citation."""
    if "@" not in bracketed:
        return ()
    found = []
    for part in re.split(r"(?<!\\);", bracketed):
        match = _PART.fullmatch(_folded(part))
        if match is None:
            return ()
        locator, suffix = _locator(match["rest"])
        found.append(Citation(match["key"], locator, _plain(match["prefix"]), suffix))
    return tuple(found)


def read_bare_citation(source: str, position: int) -> tuple[Citation, int] | None:
    """Return the citation `@key` or `@key [p. 3]` at this position, and where it ends."""
    match = _BARE.match(source, position)
    if match is None or source[:position].rstrip("_")[-1:].isalnum():
        return None
    after = source[match.end() : match.end() + 1]
    if match["bracket"] is None or after in ("(", "[", "{") or match["rest"].startswith("^"):
        return Citation(match["key"]), match.end("key")
    locator, suffix = _locator(_folded(match["rest"]))
    if not locator:
        return Citation(match["key"]), match.end("key")
    return Citation(match["key"], locator, "", suffix), match.end()


def citation_source(citations: tuple[Citation, ...]) -> str:
    """Return Pandoc's notation, which reads back as these citations."""
    return "[" + "; ".join(map(_part_source, citations)) + "]"


def _part_source(citation: Citation) -> str:
    prefix, locator, suffix = map(_escaped, (citation.prefix, citation.locator, citation.suffix))
    if locator and _locator(f", {locator}, {suffix}") != (citation.locator, citation.suffix):
        locator = f"{{{locator}}}"
    cited = f"{prefix} @{citation.key}" if prefix else f"@{citation.key}"
    return ", ".join(filter(None, (cited, locator, suffix)))


def _escaped(plain: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", plain)


def _locator(rest: str) -> tuple[str, str]:
    """Return the locator and the suffix in what follows a key."""
    has_comma = rest.lstrip().startswith(",")
    rest = rest.strip().removeprefix(",").strip()
    braced = _BRACED.match(rest)
    match = braced or _LOCATOR.match(rest)
    if match is None:
        # behind a comma a few words with a number or a capital are a place that has no label here
        is_place = has_comma and len(rest) <= _LONGEST_PLACE and _PLACE.match(rest) is not None
        return (_plain(rest), "") if is_place else ("", _plain(rest))
    locator = braced[1] if braced else match[0]
    return _plain(locator), _plain(rest[match.end() :].strip().removeprefix(","))


def _plain(source: str) -> str:
    return unescapeAll(source).strip()


def _folded(source: str) -> str:
    return " ".join(source.split())
