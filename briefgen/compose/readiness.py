"""What composing can have ready before any document is known."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from briefgen.compose.compiled import keep, kept
from briefgen.compose.confined import Confined
from briefgen.compose.environment import (
    compile_files,
    compiled_of,
    make_environment,
    use_compiled,
)
from briefgen.compose.house_css import house_css
from briefgen.compose.materials import HouseLook
from briefgen.compose.notes import Notes
from briefgen.compose.page import HtmlWriter, MarkdownWriter
from briefgen.compose.style import style_environment
from briefgen.dates_display import format_day
from briefgen.model.project import (
    MOST_AIR,
    Layout,
    NoteStyle,
    PageBudget,
    PartRule,
    TemplateFile,
)
from briefgen.model.sources import CslDate, CslName, Source
from briefgen.prose import set_finely
from briefgen.references import load_style
from briefgen.templates import Template, TemplateText, kinds
from briefgen.view import Record

__all__ = [
    "CSS",
    "HTML",
    "MARKDOWN",
    "prepare_composing",
    "prepare_templates",
    "sheets_as_designed",
]

CSS, HTML, MARKDOWN = ".css.j2", ".html.j2", ".md.j2"
"""How the names of template files end."""

_LOADED_LATE = ("jinja2.ext", "segno", "segno.writers")
"""Modules that are otherwise loaded when a document needs them first."""
_SERVES_NOTES = (Source, CslDate, CslName)
"""The models that references are made with."""
_A_DAY = date(2000, 1, 1)


def prepare_composing() -> None:
    """Load what composing needs, with the words of dates and the rules of spaces in English."""
    for name in _LOADED_LATE:
        importlib.import_module(name)
    load_style(None, "en")
    format_day(_A_DAY, "en")
    set_finely("1 2", "en")
    for model in _SERVES_NOTES:
        model.model_rebuild()
    for ending in (CSS, HTML, MARKDOWN):
        if use_compiled(kept(ending)):
            _were_kept.add(ending)


_were_kept: set[str] = set()
"""The endings of templates that an earlier run has compiled."""


def prepare_templates(files: Mapping[str, TemplateText], ending: str) -> Iterator[None]:
    """Compile the template files of an ending, and yield after each. Only for files of ours.

    Why not a project's own: to compile them computes what is constant in them. What comes of it is
    kept for the next run.
    """
    finalize: Callable[[Any], Any] | None = None
    for environment, names in _environments(files, ending):
        finalize = environment.finalize
        yield from compile_files(environment, names)
    if finalize is not None and ending not in _were_kept:
        keep(ending, compiled_of(finalize))
        _were_kept.add(ending)


def sheets_as_designed(
    files: Mapping[str, TemplateText],
) -> Iterator[tuple[tuple[str, str], ...]]:
    """Yield the style sheets of each kind, as (name, text), in layouts that are often tried.

    These are the one that is designed and the one with the most air, in the look of a house that
    has none of its own.
    """
    import yaml

    house = house_css(HouseLook())
    for kind in kinds(files):
        template = Template(kind, _ANY, (kind,), files)
        sheets = [(sheet.path, sheet.text) for sheet in template.cascade("style.css")]
        said = yaml.safe_load(files[f"{kind}/template.yaml"].text)
        smallest = PageBudget.model_validate(said.get("pages", {})).smallest_type
        for layout in (Layout(), Layout(tighter=-MOST_AIR)):
            given = (layout.air, layout.squeeze, f"{smallest}pt")
            names = ("--air", "--squeeze", "--smallest")
            values = "".join(f"{one}: {value};" for one, value in zip(names, given, strict=True))
            yield (("house.css", house), *sheets, ("page.css", f":root {{{values}}}"))


def _environments(
    files: Mapping[str, TemplateText], ending: str
) -> Iterator[tuple[Confined, list[str]]]:
    """Yield, for each kind, what compiles its files of an ending, and their names."""
    notes = Notes({}, NoteStyle.PLACES)
    for kind in sorted({key.split("/")[0] for key in files if ":" not in key}):
        template = Template(kind, _ANY, (kind,), files)
        if ending == CSS:
            environment = style_environment(template)
        else:
            writer = (MarkdownWriter if ending == MARKDOWN else HtmlWriter)(
                "en", "zh", notes, Record({})
            )
            environment = make_environment(
                template, writer.finalize, writer.filters(), autoescape=True
            )
        yield environment, _names(files, kind, ending)


_ANY = TemplateFile(label="-", parts=(PartRule(part="any"),))


def _names(files: Mapping[str, TemplateText], kind: str, ending: str) -> list[str]:
    found = (key for key in files if key.startswith(f"{kind}/") and key.endswith(ending))
    return [key.removeprefix(f"{kind}/") for key in found]
