"""`template.yaml`: parts that name no family, and conditions that no item can meet."""

from __future__ import annotations

import pytest

from briefgen.diagnostics import Diagnostic, Span
from briefgen.template_files import read_template
from briefgen.templates import Template, read_files
from briefgen.world import MemoryWorld

FILES = {
    "templates/_shared/parts/list.html.j2": "{% for item in part.items %}{{ item }}{% endfor %}",
    "templates/_shared/parts/list.md.j2": "{% for item in part.items %}{{ item }}{% endfor %}",
    "templates/_shared/parts/note.html.j2": "<p>a note</p>",
    "templates/_shared/parts/note.md.j2": "a note",
}


def read(parts: str) -> tuple[Template | None, tuple[Diagnostic, ...]]:
    text = f"label: Own\nparts:\n{parts}"
    own = MemoryWorld({"looks/own/template.yaml": text})
    return read_template("own", read_files(own, "looks", MemoryWorld(FILES)))


def faults(parts: str) -> list[tuple[str, Span | None, str, str | None]]:
    """Return what is wrong with a kind of document that has these parts."""
    template, found = read(parts)
    assert (template is None) is bool(found)
    return [(fault.code, fault.span, fault.message, fault.help) for fault in found]


def test_a_part_that_prints_items_says_of_which_family() -> None:
    [(code, span, message, help_text)] = faults("  - {part: note}\n  - {part: list}\n")
    assert (code, span and (span.path, span.line)) == ("BG513", ("looks/own/template.yaml", 4))
    assert "`list`" in message
    assert "`of:`" in (help_text or "")
    assert faults("  - {part: note}\n  - {part: list, of: claims}\n") == []


@pytest.mark.parametrize(
    ("part", "place", "message", "help_text"),
    [
        ("of: claims, where: {knid: fact}", "fact", "claims have no field `knid`", "`kind`"),
        ("of: claims, where: {time: past}", "past", "claims have no field `time`", "known are"),
        ("of: claims, where: {kind: fcat}", "fcat", "`fcat` is no value of `kind`", "`fact`"),
        ("of: events, where: {time: pats}", "pats", "`pats` is no value of `time`", "`past`"),
        ("of: claims, where: {key_point: yes}", "yes", "`yes` is text", "write `true`"),
        ("of: claims, where: {key_fact: no}", "no", "`no` is text", "write `false`"),
        ("of: claims, where: {key_point: 'true'}", "'true'", "`true` is text", "write `true`"),
        ("of: events, where: {time: zzz}", "zzz", "`zzz` is no value", "past, upcoming, undated"),
        (
            "of: claims, where: {kind: [fact, judgment]}",
            "[",
            "`judgment` is no value of `kind`",
            "`judgement`",
        ),
    ],
)
def test_a_condition_that_no_item_can_meet(
    part: str, place: str, message: str, help_text: str
) -> None:
    line = f"  - {{part: list, {part}}}"
    [(code, span, said, help_said)] = faults(line)
    assert (code, message in said, help_text in (help_said or "")) == ("BG514", True, True)
    assert span is not None
    assert (span.path, span.line) == ("looks/own/template.yaml", 3)
    assert line[span.column - 1 :].startswith(place)


def test_all_conditions_are_looked_at() -> None:
    parts = "  - part: list\n    of: events\n    where: {time: [pats, zzz], sattus: planned}\n"
    assert [code for code, *_ in faults(parts)] == ["BG514"] * 3


@pytest.mark.parametrize(
    "part",
    [
        "of: events, where: {time: [past, undated]}",
        "of: claims, where: {kind: [fact, judgement]}",
        "of: claims, where: {key_point: true}",
        "of: claims, where: {text: any words}",
    ],
)
def test_a_condition_that_an_item_can_meet(part: str) -> None:
    assert faults(f"  - {{part: list, {part}}}") == []


def test_an_unknown_family_is_said_without_its_fields() -> None:
    parts = "  - {part: list, of: evnts, where: {nothing: x}}"
    assert [code for code, *_ in faults(parts)] == ["BG509"]
