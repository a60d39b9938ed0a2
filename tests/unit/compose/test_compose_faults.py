"""What stops a document whose content and templates are sound one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from briefgen.references import ReferenceFormatError

Make = Callable[..., Any]

ITEMS = """\
events: {e: {date: "2023-01-02", text: "It happened [@s].", status: occurred}}
sources: {s: {title: S}}
"""


def test_a_source_that_cannot_be_formatted(bench: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> str:
        raise ReferenceFormatError("the source `s` cannot be formatted")

    made = bench(ITEMS)
    assert made.page("timeline").shown
    monkeypatch.setattr("briefgen.compose.notes.format_reference", refuse)
    composition, faults = made.write("timeline")
    assert composition is None
    assert [(fault.code, fault.message) for fault in faults] == [
        ("BG241", "the source `s` cannot be formatted")
    ]
    assert "CSL-JSON" in (faults[0].help or "")


def test_notes_that_depend_on_themselves(bench: Make) -> None:
    part = "{% for e in part.items %}{% if WHEN %}<p>{{ e.text }}</p>{% endif %}{% endfor %}"
    table = "templates/timeline/parts/event-table.html.j2"

    def codes(when: str) -> list[str]:
        made = bench(ITEMS, files={table: part.replace("WHEN", when)})
        return [fault.code for fault in made.write("timeline")[1]]

    assert codes("not notes") == ["BG515"]
    assert codes("true") == []
