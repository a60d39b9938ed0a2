"""Citation styles, read once for each language."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from io import BytesIO
from typing import Any

from briefgen.references.errors import StyleError
from briefgen.references.marks import FORMATTER

__all__ = ["LoadedStyle", "check_style", "load_style", "own_style"]

_NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
_EASTERN = (
    (' and="text" delimiter=", "', ' delimiter="・"'),
    (' delimiter=" " prefix="(" suffix=")"', ' prefix="（" suffix="）"'),
    (' delimiter=", "', ' delimiter="、"'),
    (' suffix="."', ' suffix="。"'),
    (' prefix=" (" suffix=")"', ' prefix="（" suffix="）"'),
)
"""What a Japanese document writes in place of Western punctuation, in our own style."""


@dataclass(frozen=True, slots=True, eq=False)
class LoadedStyle:
    """A style with the words of one language."""

    csl: Any
    """citeproc-py's style."""
    locale: str
    """Locale whose words it uses, such as `en-GB`."""
    own: bool
    """Whether it is briefgen's."""
    notes: bool
    """Whether it is made for notes, so that its citation is a whole reference."""
    date_parts: tuple[tuple[Any, dict[str, str]], ...]
    """Each date part of the locales, and how it is written there."""

    def term(self, name: str) -> str:
        """Return a word of the locale in its singular, empty without one."""
        return str(self.csl.root.get_single_term(name=name))

    def label(self, name: str, *, plural: bool) -> str:
        """Return the short label of a locator, such as `p.`, else the long one."""
        find = self.csl.root.get_plural_term if plural else self.csl.root.get_single_term
        return str(find(name=name, form="short") or find(name=name))

    def restore(self) -> None:
        """Undo what the last rendering wrote into the locales.

        Why: citeproc-py stores a style's wishes for one date in the locale itself, so without
        this a reference would depend on those formatted before it.
        """
        for element, written in self.date_parts:
            if dict(element.attrib) != written:
                element.attrib.clear()
                element.attrib.update(written)


@cache
def own_style() -> str:
    """Return the CSL text of briefgen's style."""
    path = resources.files("briefgen") / "styles" / "briefgen-notes.csl"
    return path.read_text(encoding="utf-8")


@lru_cache(maxsize=32)
def load_style(style: str | None, language: str) -> LoadedStyle:
    """Return CSL text (briefgen's own style for None) ready to format in this language.

    Raises: StyleError.
    """
    from citeproc import CitationStylesStyle

    text = own_style() if style is None else style
    locale = _locale(language)
    if style is None and locale == "ja-JP":
        for western, eastern in _EASTERN:
            text = text.replace(western, eastern)
    root = _parsed(text)
    if root.find(f"{_NAMESPACE}citation") is None:
        raise StyleError(
            "this citation style only points to another one",
            help="give the style that its `independent-parent` link names",
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            csl = CitationStylesStyle(BytesIO(text.encode()), locale=locale, validate=False)
    except Exception as error:
        raise StyleError("this citation style cannot be used") from error
    csl.root.formatter = FORMATTER
    parts = tuple(
        (part, dict(part.attrib))
        for words in csl.root.locales
        for part in words.iter(f"{_NAMESPACE}date-part")
    )
    notes = csl.root.get("class") == "note" or csl.root.find(f"{_NAMESPACE}bibliography") is None
    return LoadedStyle(csl, locale, style is None, notes, parts)


def check_style(style: str) -> tuple[tuple[int, str], ...]:
    """Return (line, what is wrong) of each place where the text is not valid CSL 1.0.2.

    Raises: StyleError where it cannot be used at all.
    """
    from citeproc import SCHEMA_PATH
    from lxml import etree  # type: ignore[import-untyped]

    schema = etree.RelaxNG(etree.parse(SCHEMA_PATH))
    schema.validate(_parsed(style))
    return tuple(dict.fromkeys((entry.line, entry.message) for entry in schema.error_log))


def _parsed(text: str) -> Any:
    """Return the root element of a style; a document type, hence any entity, is refused."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise StyleError(f"this citation style is not XML: {error.msg}") from error
    if root.tag != f"{_NAMESPACE}style" or root.getroottree().docinfo.doctype:
        raise StyleError(
            "this is not a citation style",
            help="give a CSL file, which starts with `<style xmlns=…>`, without a document type",
        )
    return root


def _locale(language: str) -> str:
    """Return the locale file for a language: its own, the language's chief one, else `en-GB`."""
    from citeproc import LANGUAGE_NAMES, PRIMARY_DIALECTS

    base = language.split("-", maxsplit=1)[0]
    if language in LANGUAGE_NAMES:
        return language
    return "en-GB" if base == "en" else str(PRIMARY_DIALECTS.get(base, "en-GB"))
