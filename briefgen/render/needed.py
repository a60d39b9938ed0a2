"""Style sheets without the rules that no element of the page can match.

Why: to read a rule costs the layout engine as much whether it is used or not, and a page uses a
third of those that all kinds share. Only what is certain is left out: a rule of which each selector
names a class, an element or a language that is not on the page. A rule stays where a selector says
more than this module reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from briefgen.render.settled import APART

__all__ = ["OnPage", "needed", "on_page"]

_PART = re.compile(r"([^{};]*)([{};])")
_LANGUAGE = re.compile(r"\[lang\|=([a-z]+)\]")
_PLACE = re.compile(r":nth-child\([0-9a-z+ ]*\)|::?[a-z-]+(?![a-z(-])")
"""Pseudo-classes and pseudo-elements, which ask for no name."""
_NAME = re.compile(r"(\.?)(-?[A-Za-z_][\w-]*)", re.ASCII)
"""A class or an element."""
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
    """Return a sheet with spaces in place of the rules that no element of the page can match."""
    pieces, done = [], 0
    for rule in _rules(sheet):
        if not any(_asked_for(selector, page) for selector in rule.selectors):
            pieces += [sheet[done : rule.start], _blank(sheet[rule.start : rule.end])]
            done = rule.end
    return "".join((*pieces, sheet[done:]))


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
def _rules(sheet: str) -> tuple[_Rule, ...]:
    """Return the rules of a sheet whose selectors are read in full."""
    bare = APART.sub(lambda found: _blank(found[0]), sheet)
    rules, depth, start, head = [], 0, 0, ""
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
                rules.append(_Rule(start, part.end(), selectors))
    return tuple(rules)


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
