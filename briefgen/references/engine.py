"""Where the citation processor departs from CSL, put right; imported only to load a style.

Why subclasses: citeproc-py takes for each element of a style the class of that name that was
derived last, and directly, from `CitationStylesElement`. Each class here says what it corrects.
"""

from __future__ import annotations

import re
from typing import Any

from citeproc import model
from citeproc.model import CitationStylesElement
from citeproc.source import VariableError

from briefgen.references.cited import ALL_PARTS, DateInWords, Title
from briefgen.references.searching import Locale, Searching, Style

__all__ = [
    "Date", "Date_Part", "Else", "Else_If", "Group", "If", "Label", "Locale", "Macro", "Name",
    "Name_Part", "Names", "Number", "Style", "Substitute", "Text",
]  # fmt: skip

_GROUP = ("group", "")
"""In a trace: a group or macro, which counts as a variable for the group around it."""
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.\s*)+|\b[^\W\d_](?=\s|$)\s*")


class _Pages:
    """Last pages are cut short only where they have as many digits as the first.

    Why: citeproc-py makes 1–4 of 1–24 in styles that shorten page ranges.
    """

    def _format_last_page(self, first: str, last: str) -> str:
        if len(first) != len(last):
            return last
        return str(super()._format_last_page(first, last))  # type: ignore[misc]


class _Cased:
    """Takes any text for one whose case can be changed.

    Why: citeproc-py fails on numbers, and on text that it has put together itself.
    """

    def case(self, text: Any, language: str | None = None) -> Any:
        if not text or self.get("text-case") is None:  # type: ignore[attr-defined]
            return text
        if language is None:
            # a label or number has that of the locale
            languages = (one.get(_LANGUAGE) for one in self.get_root().locales)  # type: ignore[attr-defined]
            language = next((one[:2] for one in languages if one), "en")
        return super().case(Title(str(text)), language)  # type: ignore[misc]


class Text(Searching, _Pages, _Cased, model.Text, CitationStylesElement):  # type: ignore[misc]
    """Counts its variable, and prints nothing that stood in for names before."""

    def _variable(self, item: Any, context: Any) -> Any:
        variable = self.get("variable")
        if ("text", variable) in item.trace.substituted:
            return None
        text = None
        try:
            text = super()._variable(item, context)
        finally:
            if variable not in self.generated_variables:
                item.trace.note("text", variable, text)
        return text


class Number(Searching, _Pages, _Cased, model.Number, CitationStylesElement):  # type: ignore[misc]
    """Counts its variable."""

    def process(self, item: Any, context: Any = None, **arguments: Any) -> Any:
        text = None
        try:
            text = super().process(item, context=context, **arguments)
        finally:
            item.trace.note("number", self.get("variable"), text)
        return text


class Date(Searching, model.Date, CitationStylesElement):  # type: ignore[misc]
    """Counts its variable, prints a date in words part by part, and keeps a locale's delimiter."""

    def process(
        self,
        item: Any,
        variable: str | None = None,
        show_parts: list[str] | None = None,
        context: Any = None,
        **arguments: Any,
    ) -> Any:
        name = variable or self.get("variable")
        localized = self.is_locale_date()
        if not localized and self.get("form") is not None:
            # asks the locale's date, which is one of this class
            return super().process(item, variable, show_parts, context, **arguments)
        text = None
        try:
            written = item.reference.get(name.replace("-", "_"))
            if isinstance(written, DateInWords):
                parts = {part.get("name") for part in self} & set(show_parts or ALL_PARTS)
                shown = written.shown(parts)
                text = (context if localized else self).wrap(shown) if shown else None
            else:
                text = super().process(item, variable, show_parts, context, **arguments)
        finally:
            item.trace.note("date", name, text)
        return text

    def render_single_date(self, date: Any, show_parts: Any = None, context: Any = None) -> Any:
        parts = self.parts(date, show_parts, None if context is self else context)
        if not parts:
            return None
        own = not self.is_locale_date() or self.get("delimiter") is not None
        return (self if own else context).join(parts)


class Names(Searching, model.Names, CitationStylesElement):  # type: ignore[misc]
    """Counts its variables, and prints no names that stood in for others before."""

    def process(
        self, item: Any, names_context: Any = None, context: Any = None, **arguments: Any
    ) -> Any:
        item.trace.asked += 1
        written = self.get("variable")
        known = [role for role in written.split() if role in item.reference]
        left = [role for role in known if ("names", role) not in item.trace.substituted]
        if known and not left:
            return None
        try:
            self.set("variable", " ".join(left) or written)
            text = super().process(item, names_context=names_context, context=context, **arguments)
        finally:
            self.set("variable", written)
        if text:
            # or what stands in for them, be it only "anonymous"
            item.trace.printed.extend(("names", role) for role in left or ("",))
        return text

    def get_parent_delimiter(self, context: Any = None) -> str:
        return super().get_parent_delimiter(context) or ", "


class Substitute(model.Substitute, CitationStylesElement):  # type: ignore[misc]
    """Whatever stands in for names is not printed again, also when a macro printed it."""

    def render(self, item: Any, context: Any = None, **arguments: Any) -> Any:
        before = len(item.trace.printed)
        text = super().render(item, context=context, **arguments)
        item.trace.substituted.update(item.trace.printed[before:])
        return text


class _Branch:
    """Inside `substitute`, prints the first of its children that prints anything.

    Why: citeproc-py does so only outside of `choose`.
    """

    def render_children(self, item: Any, delimiter: str = "", **arguments: Any) -> Any:
        if not self._stands_in():
            return super().render_children(item, delimiter=delimiter, **arguments)  # type: ignore[misc]
        for child in self.iterchildren():  # type: ignore[attr-defined]
            try:
                if text := child.render(item, **arguments):
                    return text
            except VariableError:
                continue
        return None

    def _type(self, item: Any) -> list[bool]:
        kind = item.reference.type
        return [name.lower() == kind for name in self.get("type").split()]  # type: ignore[attr-defined]

    def _stands_in(self) -> bool:
        around: Any = self
        while isinstance(around, _Branch):
            around = around.getparent().getparent()  # type: ignore[attr-defined]
        return isinstance(around, Substitute)


class If(_Branch, model.If, CitationStylesElement):  # type: ignore[misc]
    """A branch."""


class Else_If(_Branch, model.Else_If, CitationStylesElement):  # type: ignore[misc]  # noqa: N801
    """A branch. Its name is that of the element."""


class Else(_Branch, model.Else, CitationStylesElement):  # type: ignore[misc]
    """A branch."""


class Name(Searching, model.Name, CitationStylesElement):  # type: ignore[misc]
    """Keeps given names whole where a style says `initialize="false"`, and particles as they are.

    Source: CSL 1.0.2, name options: the attribute may stand on any element around the name, and
    initials that a name already has are still written as the style writes them.
    """

    def initialize(self, given: str, mark: str, context: Any) -> str:
        words = given.split()
        tail: list[str] = []
        while len(words) > 1 and words[-1].islower():
            tail.insert(0, words.pop())
        given = " ".join(words)
        if self._keeps_names(context):
            given = _INITIALS.sub(lambda found: _respaced(found[0], mark), given)
        else:
            given = str(super().initialize(given, mark, context))
        return " ".join((given.strip(), *tail))

    def _keeps_names(self, context: Any) -> bool:
        around = (context if context is not None else self).iterancestors()
        values = (element.get("initialize") for element in (self, *around))
        return next((value for value in values if value is not None), "true") == "false"


def _respaced(initials: str, mark: str) -> str:
    return "".join(letter + mark for letter in initials if letter.isalpha()).rstrip() + " "


class Name_Part(_Cased, model.Name_Part, CitationStylesElement):  # type: ignore[misc]  # noqa: N801
    """Leaves a part alone that a name does not have. Its name is that of the element."""

    def format_part(self, given: Any, family: Any) -> Any:
        if not {"given": given, "family": family}.get(self.get("name")):
            return given, family
        parts = super().format_part(given, family)
        return tuple(part if part is None else str(part) for part in parts)


class Date_Part(_Cased, model.Date_Part, CitationStylesElement):  # type: ignore[misc]  # noqa: N801
    """Takes numbers for text. Its name is that of the element."""


class Label(_Cased, model.Label, CitationStylesElement):  # type: ignore[misc]
    """Stands only beside a variable that is there."""

    def process(
        self,
        item: Any,
        variable: str | None = None,
        plural: Any = None,
        context: Any = None,
        **arguments: Any,
    ) -> Any:
        name = self.get("variable") if variable is None else variable
        if variable is None and name is not None:
            there = item.has_locator if name == "locator" else name in item.reference
            if not there or ("text", name) in item.trace.substituted:
                return None
            if name.startswith("number-of"):
                plural = str(item.reference[name]) not in ("0", "1")
        return super().process(item, variable, plural, context, **arguments)


class Macro(model.Macro, CitationStylesElement):  # type: ignore[misc]
    """Is left out as a group is.

    Why: styles are made with citeproc-js, which puts a group around each macro.
    """

    def render(self, item: Any, context: Any = None, sort_options: Any = None) -> Any:
        trace = item.trace
        asked, printed = trace.asked, len(trace.printed)
        text = super().render(item, context=context, sort_options=sort_options)
        if not text or (trace.asked > asked and len(trace.printed) == printed):
            return None
        trace.printed.append(_GROUP)
        return text


class Group(model.Group, CitationStylesElement):  # type: ignore[misc]
    """Is left out when it asked for variables and none of them was there.

    Source: CSL 1.0.2, group: as the elements come to be printed, not as they are written.
    """

    def process(self, item: Any, context: Any = None, **arguments: Any) -> Any:
        trace = item.trace
        asked, printed = trace.asked, len(trace.printed)
        output = []
        for child in self.iterchildren():
            try:
                if isinstance(child, model.Choose):
                    arguments["delimiter"] = self.get("delimiter", "")
                else:
                    arguments.pop("delimiter", None)
                text = child.render(item, context=context, **arguments)
            except VariableError:
                continue
            if text is not None:
                output.append(text)
        if not output or (trace.asked > asked and len(trace.printed) == printed):
            raise VariableError
        # for the group around it, this one now counts as a variable that is there
        trace.printed.append(_GROUP)
        return self.join(output)
