"""The fixed words of a template in the language of the document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from briefgen.diagnostics import Diagnostic, Span
from briefgen.language_tag import primary
from briefgen.templates import Template
from briefgen.view import Record

__all__ = ["Labels", "read_labels"]


@dataclass(frozen=True, slots=True)
class Labels:
    """Fixed words: those of the kind before the shared ones."""

    record: Record
    """The words by their keys, nested as in the file."""
    files: tuple[str, ...]
    """Where they are from."""

    def join_locators(self, locators: list[str]) -> str:
        """Return several places in one source as one text: "paras 1, 4; caption 1"."""
        plurals = self._plurals()
        singulars = {plural.rstrip("."): word for word, plural in plurals.items()}
        places: dict[str, list[str]] = {}
        written: dict[str, str] = {}
        for locator in locators:
            label, numbers = _split(locator)
            word = singulars.get(label.strip(" ."), label.strip(" ."))
            places.setdefault(word, []).extend(n for n in numbers if n not in places.get(word, ()))
            written.setdefault(word, label)
        joined = []
        for word, numbers in places.items():
            label = _label(word, written[word], numbers, plurals)
            joined.append(f"{label}{', '.join(sorted(numbers, key=_numeric))}")
        return "; ".join(joined)

    def _plurals(self) -> Mapping[str, str]:
        """Return the plural of each abbreviation; empty where the labels give none."""
        plurals = dict(self.record).get("plural_locators")
        return dict(plurals) if isinstance(plurals, Record) else {}


def _label(word: str, written: str, numbers: list[str], plurals: Mapping[str, str]) -> str:
    """Return a label with the white space that parts it from its numbers."""
    is_one = len(numbers) < 2 and not any(_SPAN.search(number) for number in numbers)
    if is_one or word not in plurals:
        return written
    return plurals[word] + (" " if written.endswith(" ") else "")


_SPAN = re.compile(r"\d\s*[-\u2013\u2014]|\s(?:and|&)\s")
_NUMBER = re.compile(r"\d[^\s,;]*")
_LEADING_DIGITS = re.compile(r"\d{1,18}")
_COMMA = re.compile(r"\s*,\s*")
_BETWEEN = re.compile(r"\s*(?:,|and|&|[-\u2013\u2014])\s*|(?<=[-\u2013\u2014&])\s+")
"""What stands between two numbers."""


def _split(locator: str) -> tuple[str, list[str]]:
    """Return the label of a locator and the numbers behind it; none if it has another form.

    Numbers are such as `2`, `14a`, `5(2)`, `33-35, 38`. They are read one by one, since one pattern
    for all of them takes time without end on some texts.
    """
    start = place = next((at for at, sign in enumerate(locator) if sign.isdecimal()), len(locator))
    while number := _NUMBER.match(locator, place):
        place = number.end()
        if place == len(locator):
            return locator[:start], _COMMA.split(locator[start:])
        between = _BETWEEN.match(locator, place)
        if between is None:
            break
        place = between.end()
    return locator, []


def _numeric(number: str) -> tuple[int, str]:
    match = _LEADING_DIGITS.match(number)
    return (int(match[0]) if match else 0, number)


def read_labels(template: Template, language: str) -> tuple[Labels | None, tuple[Diagnostic, ...]]:
    """Return the labels of a language, or the fault that there are none."""
    base = primary(language)
    sheets = template.cascade(f"labels/{base}.yaml")
    labels, faults = _labels_of(tuple((sheet.path, sheet.text) for sheet in sheets))
    if labels is not None or faults:
        return labels, faults
    known = sorted(
        key.rsplit("/", 1)[-1].removesuffix(".yaml") for key in template.files if "/labels/" in key
    )
    fault = Diagnostic(
        "BG508",
        f"the templates have no fixed words in `{language}`",
        Span(f"templates/_shared/labels/{base}.yaml"),
        help=f"add this file, after the example of one of {', '.join(dict.fromkeys(known))}",
    )
    return None, (fault,)


@lru_cache(maxsize=16)
def _labels_of(
    sheets: tuple[tuple[str, str], ...],
) -> tuple[Labels | None, tuple[Diagnostic, ...]]:
    """Return what files say, each given as (path, text); None where none says a word.

    Why kept: each document is composed where it is made and again where it is judged.
    """
    import yaml

    merged: dict[str, Any] = {}
    files = []
    for path, text in sheets:
        try:
            loaded = _read(text)
        except (yaml.YAMLError, RecursionError) as error:
            return None, (_yaml_fault(path, error),)
        if isinstance(loaded, Mapping):
            _merge(merged, loaded)
            files.append(path)
    return (Labels(_record(merged), tuple(files)) if merged else None), ()


def _read(text: str) -> Any:
    """Return what YAML says, all scalars as text.

    The faster parser is not there on every machine, and its words for faults are others.
    """
    import yaml

    try:
        return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.YAMLError:
        return yaml.load(text, Loader=yaml.BaseLoader)


def _yaml_fault(path: str, error: Exception) -> Diagnostic:
    mark = getattr(error, "problem_mark", None)
    span = Span(path, mark.line + 1, mark.column + 1) if mark else Span(path)
    problem = getattr(error, "problem", None) or "this is not YAML that can be read"
    help_text = "write each word as `key: word`, in quotes if it holds other signs"
    return Diagnostic("BG001", problem, span, help=help_text)


def _merge(into: dict[str, Any], more: Mapping[str, Any]) -> None:
    for key, value in more.items():
        if isinstance(value, Mapping) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = dict(value) if isinstance(value, Mapping) else value


def _record(fields: Mapping[str, Any]) -> Record:
    return Record(
        {
            key: _record(value) if isinstance(value, Mapping) else value
            for key, value in fields.items()
        }
    )
