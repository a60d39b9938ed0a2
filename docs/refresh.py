#!/usr/bin/env python3
"""Write what is generated in the documentation: `python docs/refresh.py`.

docs/briefgen.schema.json as a whole; in the pages what stands between `<!-- begin: … -->` and
`<!-- end -->`.
"""

from __future__ import annotations

import datetime as dt
import re
import types
from collections.abc import Iterator
from enum import EnumMeta
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import click
from pydantic import AwareDatetime, BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from briefgen.catalogue import ALL_CODES
from briefgen.checks import RULES
from briefgen.cli.main import cli
from briefgen.codes import TOPICS
from briefgen.dates_display import format_date
from briefgen.json_schema import schema_text
from briefgen.model import sources
from briefgen.model.base import Item, LocalText, Ref
from briefgen.model.dates import EventDate
from briefgen.model.dossier import FAMILIES, Heading
from briefgen.model.meanings import meaning
from briefgen.model.project import ProjectFile, TemplateFile
from briefgen.model.yardsticks import YARDSTICKS
from briefgen.report import code_markdown
from briefgen.twin_schema import twin_schema_text
from briefgen.words import LANGUAGES

__all__ = ["ENTITIES", "commands", "generated_files", "refreshed"]

DOCS = Path(__file__).resolve().parent

_BLOCK = re.compile(r"(<!-- begin: (?P<name>.+?) -->\n).*?(<!-- end -->)", re.DOTALL)
_MARKING_FORM = "[marking](#markings)"
_FORMS = {
    "marking": _MARKING_FORM,
    "floor_marking": _MARKING_FORM,
    "clearance": "label or list: labels",
}
"""Of fields whose type does not say what may be written."""
_WORDS = {
    bool: "`true`, `false`", int: "number", float: "number", str: "words", dt.date: "day",
    AwareDatetime: "date, time and zone",
}  # fmt: skip
_DATES = (
    "2023-07-11", "2023-07", "2023-23", "2023", "202X", "2023-07-11T09:30:00+09:00", "2023-07~",
    "2023-07?", "2023-07%", "2023-07-11/2023-07-12", "2023-09/..", "2023-09/", "../2023-09",
    "[2023-09..]", "[..2023-09]", "[2023-09..2023-12]", "2023-07-XX", "XXXX",
)  # fmt: skip
_DATE_MEANINGS = (
    "a day", "a month", "a season: 21 spring, 22 summer, 23 autumn, 24 winter", "a year",
    "a decade", "a moment, with its zone", "approximate", "uncertain", "both",
    "from, to: it lasted", "from then on, with no end", "from then on, end unknown", "until then",
    "one day, then or later", "one day, then or earlier", "one day between the two",
    "unknown digits", "undated",
)  # fmt: skip


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _entities(*models: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """Return models and those that their fields hold, by name."""
    found: dict[str, type[BaseModel]] = {}

    def visit(annotation: Any) -> None:
        if _is_model(annotation) and annotation.__name__ not in found:
            found[annotation.__name__] = annotation
            for field in annotation.model_fields.values():
                visit(field.annotation)
        for argument in get_args(annotation):
            visit(argument)

    for model in models:
        visit(model)
    return found


ENTITIES = _entities(Heading, *FAMILIES.values(), ProjectFile, TemplateFile)
"""Every model that an author writes, by name."""


def generated_files() -> dict[Path, str]:
    """Return what each file should hold."""
    pages = {path: refreshed(path.read_text("utf-8")) for path in sorted(DOCS.glob("*.md"))}
    schemas = {"briefgen": schema_text("dossier"), "twin": twin_schema_text()}
    return pages | {DOCS / f"{name}.schema.json": text for name, text in schemas.items()}


def refreshed(text: str) -> str:
    """Return a page with its generated blocks written anew."""
    return _BLOCK.sub(lambda block: f"{block[1]}{_generated(block['name'])}{block[3]}", text)


def _generated(name: str) -> str:
    kind, _, argument = name.partition(" ")
    lines = {
        "fields": lambda: _fields(argument),
        "dates": _dates,
        "yardsticks": _yardsticks,
        "csl-variables": _csl_variables,
        "commands": _commands,
        "code-index": _code_index,
        "codes": _codes,
    }[kind]()
    return "\n".join(lines) + "\n"


def _fields(name: str) -> Iterator[str]:
    """Yield the table of a model's own fields; what all items have is in the table of `Item`."""
    model = Item if name == "Item" else ENTITIES[name]
    common = frozenset(Item.model_fields) if issubclass(model, Item) and model is not Item else ()
    yield from _table_head("field", "form", "needed", "meaning")
    for field_name, field in model.model_fields.items():
        said = meaning(model, field_name) or ""
        if field_name in common or said.startswith("CSL variable"):
            continue
        shown = field.alias or field_name
        form = _FORMS.get(field_name) or _form(field.annotation, field)
        yield _row(f"`{shown}`", form, _needed(field), _one_line(said))


def _form(annotation: Any, field: FieldInfo | None = None) -> str:
    """Return in words what may be written in a field."""
    metadata = tuple(field.metadata) if field else ()
    if get_origin(annotation) is Annotated:
        annotation, *more = get_args(annotation)
        metadata = (*metadata, *more)
    for mark in metadata:
        if isinstance(mark, Ref):
            return f"id in [`{mark.family}`](#{mark.family})"
    arguments = [a for a in get_args(annotation) if a is not types.NoneType]
    match get_origin(annotation):
        case origin if origin in (Union, types.UnionType):
            return " or ".join(dict.fromkeys(_form(argument) for argument in arguments))
        case origin if origin is tuple:
            return f"list: {_form(arguments[0])}"
        case origin if origin is dict:
            return f"mapping: {_form(arguments[0])} → {_form(arguments[1])}"
        case origin if origin is Literal:
            return _choices(arguments)
    return _plain_form(annotation, metadata)


def _plain_form(annotation: Any, metadata: tuple[Any, ...]) -> str:
    if annotation is LocalText:
        is_block = any(getattr(mark, "block", False) for mark in metadata)
        return "[Markdown](#text)" if is_block else "[text](#text)"
    if isinstance(annotation, EnumMeta):
        return _choices([member.value for member in annotation])  # type: ignore[var-annotated]
    if annotation is EventDate:
        return "[date](#dates)"
    if _is_model(annotation):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    return _WORDS.get(annotation, "anything")


def _choices(values: list[Any]) -> str:
    if len(values) > 12:
        return f"one of {len(values)} words"
    return ", ".join(dict.fromkeys(f"`{value}`" for value in values))


def _needed(field: FieldInfo) -> str:
    if field.is_required():
        return "**yes**"
    value = field.default
    if value in (None, (), "", False) or value is PydanticUndefined or isinstance(value, BaseModel):
        return ""
    shown = value if not isinstance(value, tuple) else ""
    return f"else `{shown}`" if shown != "" else ""


def _dates() -> Iterator[str]:
    yield from _table_head("written", "means", "printed")
    for text, means in zip(_DATES, _DATE_MEANINGS, strict=True):
        yield _row(f"`{text}`", means, format_date(EventDate.parse(text), "en"))


def _yardsticks() -> Iterator[str]:
    for yardstick, rungs in YARDSTICKS.items():
        yield from _table_head(f"`{yardstick.value}`", "per cent", *LANGUAGES[1:])
        for rung in rungs:
            words = [", ".join(f"`{word}`" for word in rung.labels(tag)) for tag in LANGUAGES]
            yield _row(words[0], f"{rung.low}–{rung.high}", *words[1:])
        yield ""


def _csl_variables() -> Iterator[str]:
    families = {
        "Names": sources.NAME_VARIABLES,
        "Dates": sources.DATE_VARIABLES,
        "Numbers": sources.NUMBER_VARIABLES,
        "Text": sources.STANDARD_VARIABLES,
    }
    for title, variables in families.items():
        yield f"- {title}: {', '.join(f'`{name}`' for name in sorted(variables, key=str.lower))}"
    types_of_item = ", ".join(f"`{name}`" for name in get_args(sources.CslType))
    yield f"- Types: {types_of_item}"


def commands() -> Iterator[tuple[str, click.Command, click.Context]]:
    """Yield (words, command, context) of `briefgen` and every command below it."""
    yield from _below(cli, click.Context(cli, info_name="briefgen"))


def _below(
    command: click.Command, context: click.Context
) -> Iterator[tuple[str, click.Command, click.Context]]:
    yield context.command_path, command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from _below(inner, click.Context(inner, info_name=name, parent=context))


def _commands() -> Iterator[str]:
    for words, command, context in commands():
        level = "##" if words.count(" ") <= 1 else "###"
        usage = " ".join(command.collect_usage_pieces(context))
        yield f"{level} {words}"
        yield ""
        yield f"    {words} {usage}"
        yield ""
        if words != "briefgen":
            paragraphs = (command.help or "").split("\n\n")
            yield from (" ".join(paragraph.split()) + "\n" for paragraph in paragraphs)
        options = [option for option in command.params if isinstance(option, click.Option)]
        if options:
            yield from _table_head("option", "meaning")
            for option in options:
                names, meaning = option.get_help_record(context) or ("", "")
                yield _row(f"`{names}`", _one_line(meaning))
            yield ""
        if words != "briefgen" and command.epilog:
            examples = command.epilog.partition(":")[2].split("·")
            yield from (f"    {example.strip()}" for example in examples)
            yield ""


def _code_index() -> Iterator[str]:
    for prefix, title in TOPICS.items():
        yield f"### {prefix}xx {title}"
        yield ""
        yield from _table_head("code", "name", "severity", "rule", "finds")
        for code in ALL_CODES.values():
            if code.code.startswith(prefix):
                link = f"[{code.code}](#{code.code.lower()}-{code.name})"
                rule = "yes" if code.code in RULES else ""
                yield _row(link, f"`{code.name}`", code.severity, rule, code.what)
        yield ""


def _codes() -> Iterator[str]:
    for code in ALL_CODES.values():
        yield f"### {code.code} {code.name}"
        yield ""
        kind = "rule: can be allowed and switched off" if code.code in RULES else "always on"
        yield f"*{code.severity}, {kind}*"
        yield ""
        yield from code_markdown(code)
        yield ""


def _table_head(*titles: str) -> tuple[str, str]:
    return _row(*titles), _row(*("---" for _ in titles))


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


if __name__ == "__main__":
    for path, text in generated_files().items():
        path.write_text(text, "utf-8", newline="\n")
