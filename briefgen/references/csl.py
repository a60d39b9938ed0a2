"""CSL-JSON: out of the model, and into what the citation processor reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from briefgen.model.sources import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    OWN_KEYS,
    STANDARD_VARIABLES,
    CslDate,
    CslName,
    Source,
)
from briefgen.references import marks
from briefgen.references.dates import in_words

if TYPE_CHECKING:
    from citeproc.source import Reference

__all__ = ["csl_json", "reference"]

_OLD_NAMES = {
    "event": "event-title",
    "shortTitle": "title-short",
    "journalAbbreviation": "container-title-short",
}
_OWN_SITE = ("post", "post-weblog", "webpage")
_TEXTS = (STANDARD_VARIABLES | NUMBER_VARIABLES | {"archive"}) - {"language"}
_EARLIER_NAMES = {"event-title": "event"}
"""Styles made for CSL 1.0.1 ask for the name on the right."""
_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix")


def csl_json(source: Source) -> dict[str, Any]:
    """Return the source as plain CSL-JSON, for the citation processor and other programs.

    briefgen's own fields are left out, but for `short`, which becomes `title-short`, and
    `archive_name`, which becomes `archive`.
    """
    item = source.model_dump(
        mode="json", by_alias=True, exclude=set(OWN_KEYS), exclude_none=True, exclude_defaults=True
    )
    if source.short:
        item["title-short"] = source.short
    if source.archive_name:
        item["archive"] = source.archive_name
    return {**item, "type": source.type}


def reference(
    source: Mapping[str, Any], language: str, term: Callable[[str], str], *, say_once: bool
) -> Reference:
    """Return a source as citeproc-py's own reference.

    `say_once` drops a publisher or website that only repeats the author, or one another.

    Why not citeproc's reader of CSL-JSON: it warns of, or misreads, all variables newer than CSL
    1.0.1. Each value stands under its name with hyphens and with underscores, because citeproc
    looks for either.
    """
    from citeproc.source import Reference

    from briefgen.references.cited import Title

    item = {_OLD_NAMES.get(key, key): source[key] for key in sorted(source, key=_old_first)}
    item = {key: value for key, value in item.items() if value not in (None, "", [], (), {})}
    fields: dict[str, Any] = {}
    for key, value in item.items():
        if key in NAME_VARIABLES:
            fields[key] = [_name(name) for name in _listed(value)]
        elif key in DATE_VARIABLES:
            fields[key] = _date(value, language, term)
        elif key == "language":
            fields[key] = str(value)
        elif key in _TEXTS and (text := _text(key, str(value))):
            if key in ("title", "title-short"):
                text = marks.curled(text, term("open-inner-quote"), term("close-inner-quote"))
            fields[key] = Title(text)
    kind = str(source.get("type") or "document")
    if say_once:
        _drop_repeated(fields, kind)
    if not language.startswith("en"):
        # or a style in English would give it the capitals of an English title
        fields.setdefault("language", language)
    for present, earlier in _EARLIER_NAMES.items():
        if present in fields:
            fields[earlier] = fields[present]
    made = Reference("item", kind)
    made.update({key.replace("-", "_"): value for key, value in fields.items()} | fields)
    return made


def _drop_repeated(fields: dict[str, Any], kind: str) -> None:
    """Drop a publisher, and a website's name, that only repeat the author's or each other's."""
    authors = [name.get("literal", "") for name in fields.get("author", ())]
    if kind in _OWN_SITE and fields.get("container-title") in authors:
        del fields["container-title"]
    if fields.get("publisher") in (*authors, fields.get("container-title", "")):
        fields.pop("publisher", None)


def _old_first(key: str) -> tuple[bool, str]:
    """Sort so that a variable's present name wins over its old one."""
    return (key not in _OLD_NAMES, key)


def _text(key: str, value: str) -> str:
    if key == "URL":
        return marks.link(value)
    if key == "DOI":
        return marks.doi(value)
    return marks.apostrophes(marks.rich(value))


def _listed(value: Any) -> list[Any]:
    return [value] if isinstance(value, str | Mapping) else list(value)


def _name(value: Any) -> Any:
    """Return a name; one in Chinese, Japanese or Korean script as a whole, family name first."""
    from citeproc.source import Name

    name = CslName.model_validate(dict(value) if isinstance(value, Mapping) else value)
    parts = {
        key: marks.apostrophes(marks.clean(part))
        for key, part in name.model_dump(by_alias=True, include=set(CslName.model_fields)).items()
        if key in _PARTS and part
    }
    family, given = parts.get("family", ""), parts.get("given", "")
    if name.literal or not family:
        return Name(literal=marks.apostrophes(marks.clean(name.literal or given)))
    if marks.has_cjk(family) and (marks.has_cjk(given) or not given):
        if given and all(_katakana(part) for part in (family, given)):
            return Name(literal=f"{given}・{family}")
        return Name(literal=family + given)
    if name.static_ordering:
        return Name(literal=f"{family} {given}".strip())
    if name.comma_suffix and "suffix" in parts:
        parts["given" if not given else "family"] = f"{family}, {parts.pop('suffix')}"
    return Name(**parts)


def _katakana(text: str) -> bool:
    """Return whether a name is written as foreign names are in Japanese."""
    return all("\u30a0" <= char <= "\u30ff" or char in " =" for char in text)


def _date(value: Any, language: str, term: Callable[[str], str]) -> Any:
    from citeproc.source import Date

    from briefgen.references.cited import DateInWords

    try:
        date = CslDate.model_validate(dict(value) if isinstance(value, Mapping) else value)
    except ValidationError:
        if not isinstance(value, str):
            raise
        date = CslDate(literal=value)
    words = in_words(date, language, term)
    if words:
        years = {parts[0] for parts in date.date_parts}
        year = years.pop() if len(years) == 1 else None
        return DateInWords(marks.clean(words), year, circa=date.circa)
    return Date(
        **dict(zip(("year", "month", "day"), date.date_parts[0], strict=False)), circa=date.circa
    )
