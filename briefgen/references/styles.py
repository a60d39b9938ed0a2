"""Citation styles, read once for each language."""

from __future__ import annotations

import importlib
import warnings
from copy import deepcopy
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from io import BytesIO
from typing import Any

from briefgen.language_tag import primary
from briefgen.references.errors import StyleError
from briefgen.references.marks import FORMATTER

__all__ = ["LoadedStyle", "check_style", "load_style", "own_style"]

_NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
_EASTERN = (
    (
        '<label variable="page" form="short"/>\n      <text variable="page"/>',
        '<text variable="page" suffix="ページ"/>',
    ),
    (
        '<number variable="edition" form="ordinal"/>',
        '<number variable="edition" form="ordinal" prefix="第"/>',
    ),
    (' delimiter=": "', ' delimiter="："'),
    (' and="text" delimiter=", "', ' delimiter="・"'),
    (' delimiter=" " prefix="(" suffix=")"', ' prefix="（" suffix="）"'),
    (' delimiter=", "', ' delimiter="、"'),
    (' suffix="."', ' suffix="。"'),
    (' prefix=" (" suffix=")"', ' prefix="（" suffix="）"'),
)
"""What a Japanese document writes in place of Western punctuation, in our own style."""
_LOCAL = {"ja-JP": _EASTERN, "fr-FR": ((' delimiter=": "', ' delimiter="\u00a0: "'),)}


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
    labels_places: bool
    """Whether it writes words such as `p.` before a locator itself."""
    stops_in_quotes: bool
    """Whether points and commas stand before a closing quotation mark, as in American use."""
    date_parts: tuple[tuple[Any, dict[str, str]], ...]
    """Each date part of the locales, and how it is written there."""

    def term(self, name: str) -> str:
        """Return a word of the locale in its singular, empty without one."""
        return _term(self, name)

    def label(self, name: str, *, plural: bool) -> str:
        """Return the short label of a locator, such as `p.`, else the long one."""
        find = self.csl.root.get_plural_term if plural else self.csl.root.get_single_term
        return str(find(name=name, form="short") or find(name=name))

    def label_forms(self, name: str) -> set[str]:
        """Return every way in which a style of this locale may write the label of a locator."""
        find = (self.csl.root.get_single_term, self.csl.root.get_plural_term)
        forms = {str(f(name=name, form=form)) for f in find for form in (None, "short", "symbol")}
        return forms - {""}

    def restore(self) -> None:
        """Undo what the last rendering wrote into the locales.

        Why: citeproc-py stores a style's wishes for one date in the locale itself, so without
        this a reference would depend on those formatted before it.
        """
        for element, written in self.date_parts:
            if dict(element.attrib) != written:
                element.attrib.clear()
                element.attrib.update(written)


@lru_cache(maxsize=256)
def _term(style: LoadedStyle, name: str) -> str:
    # each note asks for the same few, and each is a search through the whole locale
    return str(style.csl.root.get_single_term(name=name))


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

    importlib.import_module("briefgen.references.engine")
    text = own_style() if style is None else style
    root = _parsed(text)
    locale = _locale(language, root.get("default-locale", "en-US"))
    if style is None and locale in _LOCAL:
        for usual, local in _LOCAL[locale]:
            text = text.replace(usual, local)
        root = _parsed(text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            csl = CitationStylesStyle(BytesIO(_prepared(root)), locale=locale, validate=False)
    except Exception as error:
        raise StyleError("this citation style cannot be used") from error
    csl.root.formatter = FORMATTER
    parts = tuple(
        (part, dict(part.attrib))
        for words in csl.root.locales
        for part in words.iter(f"{_NAMESPACE}date-part")
    )
    notes = csl.root.get("class") == "note" or csl.root.find(f"{_NAMESPACE}bibliography") is None
    in_quotes = str(csl.root.get_locale_option("punctuation-in-quote")).lower() == "true"
    labels = any(label.get("variable") == "locator" for label in root.iter(f"{_NAMESPACE}label"))
    return LoadedStyle(csl, locale, style is None, notes, labels, in_quotes, parts)


def _prepared(root: Any) -> bytes:
    """Return a style as the processor needs it.

    A single reference is never sorted. Names that only stand in for others are set as those are,
    and names without `name` get one now rather than in the middle of printing.
    """
    from lxml import etree  # type: ignore[import-untyped]

    for sort in root.findall(f".//{_NAMESPACE}sort"):
        sort.getparent().remove(sort)
    for names in root.findall(f".//{_NAMESPACE}names"):
        substitute = next(names.iterancestors(f"{_NAMESPACE}substitute"), None)
        if substitute is not None and len(names) == 0:
            names.extend(
                deepcopy(part) for part in substitute.getparent() if part is not substitute
            )
        if names.find(f"{_NAMESPACE}name") is None:
            names.insert(0, names.makeelement(f"{_NAMESPACE}name"))
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def check_style(style: str) -> tuple[tuple[int, str], ...]:
    """Return (line, what is wrong) of each place where the text is not valid CSL 1.0.2.

    Raises: StyleError where it cannot be used at all.
    """
    from citeproc import SCHEMA_PATH
    from lxml import etree

    schema = etree.RelaxNG(etree.parse(SCHEMA_PATH))
    root = _parsed(style)
    schema.validate(root)
    # what has no line only says again that something is wrong
    log = [entry for entry in schema.error_log if entry.line] or list(schema.error_log)
    found = [(max(entry.line, 1), str(entry.message)) for entry in log]
    macros = {macro.get("name") for macro in root.iter(f"{_NAMESPACE}macro")}
    for element in root.iter(f"{_NAMESPACE}text", f"{_NAMESPACE}key"):
        name = element.get("macro")
        if name is not None and name not in macros:
            found.append((element.sourceline, f"there is no macro `{name}`"))
    return tuple(dict.fromkeys(found))


def _parsed(text: str) -> Any:
    """Return the root element of a style; a document type, hence any entity, is refused."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise StyleError(f"this citation style is not XML: {error.msg}", line=line) from error
    if root.tag != f"{_NAMESPACE}style" or root.getroottree().docinfo.doctype:
        raise StyleError(
            "this is not a citation style",
            help="give a CSL file, which starts with `<style xmlns=…>`, without a document type",
        )
    if root.find(f"{_NAMESPACE}citation") is None:
        links = root.iterfind(f"{_NAMESPACE}info/{_NAMESPACE}link[@rel='independent-parent']")
        parent = next((link.get("href", "") for link in links), "")
        name = parent.rstrip("/").rpartition("/")[2]
        raise StyleError(
            "this citation style only points to another one",
            help=f"save that one instead: {name}.csl, from {parent}"
            if name
            else "give a style that has `citation`",
        )
    return root


def _locale(language: str, default: str) -> str:
    """Return the locale file for a language: its own, the language's chief one, else the style's.

    `default` is the style's own locale; it decides which English or French a language without a
    country is.
    """
    from citeproc import LANGUAGE_NAMES, PRIMARY_DIALECTS

    if language in LANGUAGE_NAMES:
        return language
    if default not in LANGUAGE_NAMES:
        default = str(PRIMARY_DIALECTS.get(primary(default), "en-US"))
    base = primary(language)
    return default if base == primary(default) else str(PRIMARY_DIALECTS.get(base, default))
