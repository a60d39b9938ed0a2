"""Compose one document: arrange its parts, number its notes, let the templates write it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from briefgen.compose.arrange import Arrangement, arrange
from briefgen.compose.environment import files_used, make_environment, render_template
from briefgen.compose.labels import Labels, read_labels
from briefgen.compose.notes import Notes
from briefgen.compose.page import HtmlWriter, MarkdownWriter
from briefgen.compose.qr import qr_svg
from briefgen.dates_display import format_datetime
from briefgen.diagnostics import Diagnostic, Severity, Span
from briefgen.job import Asset, FontFile, Job
from briefgen.model.markings import Marking, Schemes
from briefgen.model.project import Layout
from briefgen.model.text import Text
from briefgen.prose import plain_text
from briefgen.templates import Template
from briefgen.view import Record, View, origin, records_in

__all__ = ["Composition", "Materials", "compose"]

_MOST_PASSES = 5
"""Notes cited in the glossary may add notes; they stand still after two or three passes."""


@dataclass(frozen=True, slots=True)
class Materials:
    """What a document needs besides its content and its template."""

    schemes: Schemes
    fonts: Callable[[bool], tuple[FontFile, ...]]
    """The font files; with or without those for Chinese, Japanese and Korean."""
    read_file: Callable[[str], bytes]
    """Reads a figure, by its path inside the dossier's folder."""
    paper: str
    """`A4` or `Letter`."""
    audience_label: str
    versions: tuple[tuple[str, str], ...]
    """(package, version) of what affects the output."""


@dataclass(frozen=True, slots=True)
class Composition:
    """A composed document and what is known of it."""

    job: Job
    marking: Marking
    """The banner: made from what is on the page, never below the dossier's floor."""
    shown: tuple[tuple[str, str], ...]
    """(family, id) of each item on the page."""
    left_out: tuple[tuple[str, str], ...]
    """(family, id) of each item that a limit of the template kept out."""
    template_files: tuple[str, ...]
    """The template files that were used."""
    layout: Layout
    """What gave way so that it fits."""


def compose(
    view: View, template: Template, materials: Materials, layout: Layout = Layout()
) -> tuple[Composition | None, tuple[Diagnostic, ...]]:
    """Return the document as a Job, None when an error was found, with every fault.

    `layout` says what gives way so that the document fits its page.
    """
    labels, faults = read_labels(template, view.language)
    if labels is None:
        return None, faults
    composer = _Composer(view, template, materials, labels, layout)
    composition = composer.compose()
    found = (*faults, *composer.faults)
    if any(fault.severity is Severity.ERROR for fault in found):
        return None, found
    return composition, found


class _Composer:
    """The state of composing one document."""

    def __init__(
        self,
        view: View,
        template: Template,
        materials: Materials,
        labels: Labels,
        layout: Layout,
    ) -> None:
        self.view = view
        self.template = template
        self.materials = materials
        self.labels = labels
        self.layout = layout
        self.faults: list[Diagnostic] = []
        self.files: set[str] = set(labels.files)
        self.han_language = _han_language(view)

    def compose(self) -> Composition | None:
        html, notes, arrangement = self._settle()
        if arrangement is None:
            return None
        for rule in arrangement.missing:
            self.faults.append(
                Diagnostic(
                    "BG506",
                    f"a {self.template.name} needs `{rule.id or rule.part}`, "
                    f"and `{self.view.dossier}` has none for `{self.view.audience}`",
                    help=_how_to_supply(rule),
                )
            )
        marking = self._marking(arrangement, notes)
        context = self._context(arrangement, notes.records(self.view.language, self.labels.join_locators), marking)
        html = self._write_html(context, notes)
        markdown = self._write_markdown(context, notes)
        css = self._css(context)
        name = "/".join(
            (self.view.dossier, self.template.name, self.view.audience, self.view.language)
        )
        job = Job(
            name=name,
            html=html,
            css=css,
            markdown=markdown,
            assets=self._assets(arrangement),
            fonts=self.materials.fonts(_has_cjk(html)),
            language=self.view.language,
            created=self.view.as_of.isoformat(),
            identifier=name,
            versions=self.materials.versions,
        )
        shown = tuple(
            dict.fromkeys(
                (made_from.family, made_from.identifier)
                for part in arrangement.parts
                for record in records_in(part.items)
                if (made_from := origin(record)) is not None and not record.is_withheld
            )
        )
        return Composition(job, marking, shown, arrangement.left_out, tuple(sorted(self.files)), self.layout)

    def _settle(self) -> tuple[str, Notes, Arrangement | None]:
        """Write the page until its notes and its glossary stand still."""
        rules = self.template.file.parts
        terms: tuple[Record, ...] = ()
        known: Any = None
        for _ in range(_MOST_PASSES):
            arrangement = arrange(self.view, rules, terms, self.layout.in_main)
            earlier = () if known is None else known
            notes = Notes(dict(self.view.sources), self.template.file.notes)
            context = self._context(arrangement, earlier, self.view.floor)
            html = self._write_html(context, notes)
            if self.faults:
                return "", notes, None
            records = notes.records(self.view.language, self.labels.join_locators)
            used = terms or tuple(_terms_used(self.view, html))
            if records == known and used == terms:
                return html, notes, arrangement
            known, terms = records, used
        return html, notes, arrangement

    def _write_html(self, context: Mapping[str, Any], notes: Notes) -> str:
        for note in notes.by_key.values():
            note.uses = 0
        writer = HtmlWriter(self.view.language, self.han_language, notes, self.labels.record)
        environment = make_environment(
            self.template, writer.finalize, writer.filters(), autoescape=True
        )
        environment.globals["qr"] = qr_svg
        text, faults = render_template(environment, "page.html.j2", context, self.template)
        self._note(environment, faults)
        return text

    def _write_markdown(self, context: Mapping[str, Any], notes: Notes) -> str:
        before = len(notes.by_key)
        writer = MarkdownWriter(self.view.language, self.han_language, notes, self.labels.record)
        environment = make_environment(
            self.template, writer.finalize, writer.filters(), autoescape=True
        )
        text, faults = render_template(environment, "page.md.j2", context, self.template)
        self._note(environment, faults)
        if len(notes.by_key) != before:
            self.faults.append(
                Diagnostic(
                    "BG507",
                    "the Markdown page cites what the PDF page does not",
                    Span(f"{self.template.name}/page.md.j2"),
                    help="print the same parts in both, so that the notes have the same numbers",
                )
            )
        return _tidy(self._front_matter(context) + text)

    def _css(self, context: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        sheets = [(sheet.path, sheet.text) for sheet in self.template.cascade("style.css")]
        self.files.update(path for path, _ in sheets)
        environment = make_environment(
            self.template,
            lambda value: "" if value is None else value,
            {"css_string": css_string, "plain": _plain, "counter": _counters},
            autoescape=False,
        )
        text, faults = render_template(environment, "page.css.j2", context, self.template)
        self._note(environment, faults)
        return (*sheets, ("page.css", text))

    def _note(self, environment: Any, faults: tuple[Diagnostic, ...]) -> None:
        self.faults.extend(faults)
        self.files.update(files_used(environment))

    def _front_matter(self, context: Mapping[str, Any]) -> str:
        import yaml

        doc = context["doc"]
        fields = {
            "title": plain_text(doc.title),
            "subtitle": plain_text(doc.subtitle) if doc.subtitle else None,
            "kind": doc.kind_label,
            "marking": [line.label for line in doc.banner],
            "audience": doc.audience,
            "language": doc.language,
            "as_of": doc.as_of.isoformat(),
            "version": doc.version,
            "status": doc.status,
        }
        present = {key: value for key, value in fields.items() if value not in (None, "", [])}
        return f"---\n{yaml.safe_dump(present, allow_unicode=True, sort_keys=False)}---\n\n"

    def _marking(self, arrangement: Arrangement, notes: Notes) -> Marking:
        """Return the least marking that covers everything on the page."""
        marking = self.view.floor
        cited = tuple(notes.sources[note.source] for note in notes.by_key.values())
        for part in (*arrangement.parts, *cited):
            for record in records_in(part):
                made_from = origin(record)
                if made_from is not None:
                    marking = marking.join(made_from.marking)
        return marking

    def _context(
        self, arrangement: Arrangement, notes: tuple[Record, ...], marking: Marking
    ) -> dict[str, Any]:
        heading = dict(self.view.heading)
        banner = tuple(
            Record({"label": label, "colour": colour})
            for label, colour in self.materials.schemes.describe(marking)
        )
        kind = self.template.file.label.choose(self.view.language, "en")
        doc = Record(
            {
                **heading,
                "dossier": self.view.dossier,
                "kind": self.template.name,
                "kind_label": plain_text(kind),
                "audience": self.view.audience,
                "audience_label": self.materials.audience_label,
                "language": self.view.language,
                "han_language": self.han_language,
                "short_title": heading["short_title"] or heading["title"],
                "banner": banner,
                "paper": self.materials.paper,
                "tightness": self.layout.tightness,
                "restricted": tuple(
                    Record({"family": family, "number": number})
                    for family, number in self.view.restricted
                ),
            }
        )
        families = {family: items for family, items in self.view.families}
        return {
            "doc": doc,
            "parts": tuple(self._titled(part) for part in arrangement.parts),
            "notes": notes,
            "labels": self.labels.record,
            "view": Record(families),
            "as_of": format_datetime(self.view.as_of, self.view.language),
            "uses_likelihood": any(
                dict(item).get("likelihood") for part in arrangement.parts for item in part.items
            ),
            "used_statuses": tuple(
                sorted({item.status for part in arrangement.parts for item in part.items
                        if "status" in dict(item) and "date" in dict(item)})
            ),
        }

    def _titled(self, part: Record) -> Record:
        """Return a part with its title: its own, or the label of its id or name."""
        fields = dict(part)
        titles = dict(self.labels.record.parts)
        if fields["title"] is None:
            fields["title"] = titles.get(part.id) or titles.get(part.name)
        return Record(fields)

    def _assets(self, arrangement: Arrangement) -> tuple[Asset, ...]:
        assets = {}
        for part in arrangement.parts:
            for record in records_in(part.items):
                made_from = origin(record)
                if made_from is not None and made_from.family == "figures":
                    content = self.materials.read_file(record.file)
                    assets[record.file] = Asset(record.file, _media_type(record.file), content)
        return tuple(assets[name] for name in sorted(assets))


def css_string(value: Any) -> str:
    """Return a text as a CSS string with its quotes. Source: CSS Syntax Level 3, 4.3.5."""
    escaped = re.sub(r'[\\"\x00-\x1f<>]', lambda m: f"\\{ord(m.group()):x} ", _plain(value))
    return f'"{escaped}"'


def _counters(pattern: str) -> str:
    """Return CSS content for a label such as `Page {page} of {pages}`."""
    parts = re.split(r"(\{pages?\})", pattern)
    names = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    return " ".join(names.get(part) or css_string(part) for part in parts if part)


def _plain(value: Any) -> str:
    if isinstance(value, Text):
        return plain_text(value)
    return "" if value is None else str(value)


def _tidy(markdown: str) -> str:
    """Return Markdown with no more than one empty line between blocks and one end of line."""
    lines = [line.rstrip() if not line.endswith("  ") else line for line in markdown.split("\n")]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    return text.strip("\n") + "\n"


def _terms_used(view: View, html: str) -> Iterator[Record]:
    """Yield the glossary entries whose word stands in the page."""
    words = Markup(html).striptags()
    for term in view.items("terms"):
        short = re.escape(plain_text(term.short))
        if re.search(rf"(?<!\w){short}(?!\w)", words):
            yield term


_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")


def _has_cjk(html: str) -> bool:
    return _CJK.search(html) is not None


def _han_language(view: View) -> str:
    """Return the language of names in Han characters: the document's, else the dossier's first."""
    if view.language.split("-")[0] in ("ja", "zh", "ko"):
        return view.language
    for _, items in view.families:
        for record in items:
            for language in _languages(record):
                if language.split("-")[0] in ("ja", "zh", "ko"):
                    return language
    return "zh"


def _languages(value: Any) -> Iterator[str]:
    if isinstance(value, Text):
        yield value.language
    elif isinstance(value, Record):
        for _, inner in value:
            yield from _languages(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _languages(inner)


def _media_type(name: str) -> str:
    types = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
    return types.get(name.rsplit(".", 1)[-1].lower(), "application/octet-stream")


def _how_to_supply(rule: Any) -> str:
    if rule.of is None:
        return f"add `{rule.part.replace('-', '_')}` to dossier.yaml"
    wanted = ", ".join(f"`{name}: {value}`" for name, value in rule.where.items())
    return f"add an item to `{rule.of}`{f' with {wanted}' if wanted else ''}"
