"""Style sheets without the rules that no element of the page can match.

Why: to read a rule costs the layout engine as much whether it is used or not, and a page uses a
third of those that all kinds share; it reads white space sign by sign. Only what is certain is left
out: a rule of which each selector names a class, an element or a language that is not on the page.
A rule stays where a selector says more than this module reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from briefgen.render.settled import APART, COMMENT, STRING

__all__ = ["OnPage", "needed", "on_page", "prepare_sheet"]

_PART = re.compile(r"([^{};]*)([{};])")
_LANGUAGE = re.compile(r"\[lang\|=([a-z]+)\]")
_PLACE = re.compile(r":nth-child\([0-9a-z+ ]*\)|::?[a-z-]+(?![a-z(-])")
"""Pseudo-classes and pseudo-elements, which ask for no name."""
_NAME = re.compile(r"(\.?)(-?[A-Za-z_][\w-]*)", re.ASCII)
"""A class or an element."""
_WIDE = re.compile(rf"({STRING})|{COMMENT}|[ \t]{{2,}}|\n[ \t]+", re.DOTALL)
"""A string, which stays as it is, or what may be narrower."""
_NO_END_OF_LINE = re.compile(r"[^\n]")
_JOINED = re.compile(r"[\s>+~*]*")
"""What is left beside names where a selector is read in full."""


@dataclass(frozen=True, slots=True)
class OnPage:
    """What the elements of a page are called."""

    classes: frozenset[str]
    tags: frozenset[str]
    languages: frozenset[str]
    """Primary subtags, lower case."""


@dataclass(frozen=True, slots=True)
class _Rule:
    start: int
    end: int
    lines: str
    """The ends of its lines."""
    selectors: tuple[OnPage, ...]
    """What each of its selectors asks for."""


def on_page(elements: Iterable[Any]) -> OnPage:
    """Return what elements of a parsed page are called."""
    classes: set[str] = set()
    tags: set[str] = set()
    languages: set[str] = set()
    for element in elements:
        if not isinstance(element.tag, str):
            continue
        tags.add(element.tag.rpartition("}")[2].lower())
        classes.update(element.get("class", "").split())
        languages.add(element.get("lang", "").partition("-")[0].lower())
    return OnPage(frozenset(classes), frozenset(tags), frozenset(languages))


def needed(sheet: str, page: OnPage) -> str:
    """Return a sheet without the rules that no element of the page can match.

    What is left stands on its line. White space and comments are no wider than they must be.
    """
    pieces, done = [], 0
    text, rules = _read(sheet)
    for rule in rules:
        if not any(_asked_for(selector, page) for selector in rule.selectors):
            pieces += [text[done : rule.start], rule.lines]
            done = rule.end
    return "".join((*pieces, text[done:]))


def prepare_sheet(sheet: str) -> None:
    """Read a style sheet, so that it need not be read again in this process and its copies."""
    _read(sheet)


def _asked_for(selector: OnPage, page: OnPage) -> bool:
    return (
        selector.classes <= page.classes
        and selector.tags <= page.tags
        and selector.languages <= page.languages
    )


def _blank(text: str) -> str:
    """Return as many lines of as many signs, so that places in the sheet stay what they are."""
    return _NO_END_OF_LINE.sub(" ", text)


@lru_cache(maxsize=32)
def _read(sheet: str) -> tuple[str, tuple[_Rule, ...]]:
    """Return a sheet with little white space, and those of its rules that are read in full."""
    text = _WIDE.sub(lambda found: found[1] or "\n" * found[0].count("\n") or " ", sheet)
    return text, tuple(_rules(text))


def _rules(sheet: str) -> Iterator[_Rule]:
    """Yield the rules of a sheet whose selectors are read in full."""
    bare = APART.sub(lambda found: _blank(found[0]), sheet)
    depth, start, head = 0, 0, ""
    for part in _PART.finditer(bare):
        text, sign = part.groups()
        if sign == "{":
            if depth == 0:
                start, head = part.start() + len(text) - len(text.lstrip()), text.strip()
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth < 0:
                break
            if depth == 0 and (selectors := _selectors(head)):
                lines = "\n" * sheet.count("\n", start, part.end())
                yield _Rule(start, part.end(), lines, selectors)


def _selectors(head: str) -> tuple[OnPage, ...]:
    """Return what each selector asks for, nothing if one of them is not read in full."""
    asked = []
    for selector in head.split(","):
        languages = frozenset(_LANGUAGE.findall(selector))
        rest = _PLACE.sub("", _LANGUAGE.sub("", selector))
        if not _JOINED.fullmatch(_NAME.sub("", rest)):
            return ()
        names = _NAME.findall(rest)
        classes = frozenset(name for dot, name in names if dot)
        tags = frozenset(name.lower() for dot, name in names if not dot)
        asked.append(OnPage(classes, tags, languages))
    return tuple(asked)
