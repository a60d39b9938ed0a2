"""The fixed words of a template in the language of the document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.diagnostics import Diagnostic, Span
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
        plurals = dict(self.record.plural_locators)
        singulars = {plural.rstrip("."): word for word, plural in plurals.items()}
        places: dict[str, list[str]] = {}
        written: dict[str, str] = {}
        for locator in locators:
            label, numbers = _split(locator)
            word = singulars.get(label.rstrip("."), label.rstrip("."))
            places.setdefault(word, []).extend(n for n in numbers if n not in places.get(word, ()))
            written.setdefault(word, label)
        joined = []
        for word, numbers in places.items():
            label = _label(word, written[word], numbers, plurals)
            joined.append(f"{label} {', '.join(sorted(numbers, key=_numeric))}".strip())
        return "; ".join(joined)


def _label(word: str, written: str, numbers: list[str], plurals: Mapping[str, str]) -> str:
    is_one = len(numbers) == 1 and re.fullmatch(r"\d+", numbers[0])
    return written if is_one else plurals.get(word, written)


def _split(locator: str) -> tuple[str, list[str]]:
    """Return the label of a locator and the numbers behind it."""
    match = re.fullmatch(r"(\D*?)\s*(\d.*)", locator)
    return (match[1], re.split(r"\s*,\s*", match[2])) if match else (locator, [])


def _numeric(number: str) -> tuple[int, str]:
    match = re.match(r"\d+", number)
    return (int(match[0]) if match else 0, number)


def read_labels(template: Template, language: str) -> tuple[Labels | None, tuple[Diagnostic, ...]]:
    """Return the labels of a language, or the fault that there are none."""
    merged: dict[str, Any] = {}
    files = []
    base = language.split("-", maxsplit=1)[0]
    for sheet in template.cascade(f"labels/{base}.yaml"):
        import yaml

        loaded = yaml.load(sheet.text, Loader=yaml.BaseLoader)
        if isinstance(loaded, Mapping):
            _merge(merged, loaded)
            files.append(sheet.path)
    if not merged:
        known = sorted(
            key.rsplit("/", 1)[-1].removesuffix(".yaml")
            for key in template.files
            if "/labels/" in key
        )
        fault = Diagnostic(
            "BG508",
            f"the templates have no fixed words in `{language}`",
            Span(f"templates/_shared/labels/{base}.yaml"),
            help=f"add this file, after the example of one of {', '.join(dict.fromkeys(known))}",
        )
        return None, (fault,)
    return Labels(_record(merged), tuple(files)), ()


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
