"""A project's own files win over the built-in ones, file by file."""

from __future__ import annotations

import pytest

from briefgen.diagnostics import Diagnostic
from briefgen.template_files import read_template
from briefgen.templates import Template, TemplateText, kinds, read_files
from briefgen.world import MemoryWorld

BUILTIN = {
    "templates/_shared/page.html.j2": "shared page",
    "templates/_shared/style.css": "a{}",
    "templates/_shared/parts/notes.html.j2": "n",
    "templates/_shared/parts/notes.md.j2": "n",
    "templates/memo/template.yaml": "label: Memo\nparts: [{part: notes}]\n",
    "templates/memo/style.css": "b{}",
    "templates/memo/page.html.j2": "memo page",
    "templates/memo/logo.png": b"\x89",
}


def files(**own: str) -> dict[str, TemplateText]:
    """Read the built-in files and a project's own; `__` stands for `/`, a last `_` for `.`."""
    contents = {f"looks/{path}": text for path, text in own.items()}
    return read_files(MemoryWorld(contents), "looks", MemoryWorld(BUILTIN))


def template(name: str, own: dict[str, str]) -> tuple[Template | None, tuple[Diagnostic, ...]]:
    return read_template(name, files(**own))


def sound(name: str, own: dict[str, str]) -> Template:
    found, faults = template(name, own)
    assert faults == ()
    assert found is not None
    return found


def test_only_texts_of_templates_are_read() -> None:
    assert "memo/logo.png" not in files()
    assert kinds(files(**{"mine/template.yaml": ""})) == ("memo", "mine")


def test_an_own_file_stands_in_front_of_the_built_in_one() -> None:
    own = {"memo/page.html.j2": "mine"}
    found = sound("memo", own)
    assert found.resolve("page.html.j2") == "memo/page.html.j2"
    assert found.files["memo/page.html.j2"] == TemplateText(
        "looks/memo/page.html.j2", "mine", b"mine"
    )
    builtin = found.files["builtin:memo/page.html.j2"]
    assert builtin == TemplateText("builtin:memo/page.html.j2", "memo page")


def test_a_name_is_the_kind_s_own_before_the_shared_one() -> None:
    found = sound("memo", {})
    assert found.resolve("page.html.j2") == "memo/page.html.j2"
    assert found.resolve("parts/notes.md.j2") == "_shared/parts/notes.md.j2"
    assert found.resolve("_shared/page.html.j2") == "_shared/page.html.j2"
    assert found.resolve("none.j2") is None


def test_styles_add_up_from_the_general_to_the_specific() -> None:
    own = {
        "_shared/style.css": "c{}",
        "memo/style.css": "b{}",
        "note/template.yaml": "label: N\nextends: memo\nparts: [{part: notes}]\n",
        "note/style.css": "d{}",
    }
    sheets = [sheet.path for sheet in sound("note", own).cascade("style.css")]
    assert sheets == [
        "builtin:_shared/style.css",
        "looks/_shared/style.css",
        "builtin:memo/style.css",
        "looks/note/style.css",
    ]


def test_a_kind_has_the_files_of_the_kind_that_it_extends() -> None:
    own = {"note/template.yaml": "label: N\nextends: memo\nparts: [{part: notes}]\n"}
    found = sound("note", own)
    assert found.lineage == ("note", "memo")
    assert found.resolve("page.html.j2") == "memo/page.html.j2"


NOTES = "parts: [{part: notes}]\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("label: [\n", ("BG001", 1)),
        ("label: M\n", ("BG101", 1)),
        ("label: M\nparts: [{part: nots}]\n", ("BG502", 2)),
        ("label: M\nparts: [{part: notes, of: evnts}]\n", ("BG509", 2)),
        ("label: M\nparts: [{part: notes}, {part: notes}]\n", ("BG510", 2)),
        ("label: M\nextends: mmeo\n" + NOTES, ("BG511", 2)),
        ("label: M\nextends: own\n" + NOTES, ("BG511", 2)),
        ("label: M\nprats: 1\n" + NOTES, ("BG103", 2)),
    ],
)
def test_faults_of_a_template_s_description(text: str, place: tuple[str, int]) -> None:
    found, faults = template("own", {"own/template.yaml": text})
    assert found is None
    assert {(f.code, f.span.line) for f in faults if f.span} == {place}
    assert {f.span.path for f in faults if f.span} == {"looks/own/template.yaml"}
    assert all(fault.help for fault in faults)


@pytest.mark.parametrize("path", ["page.html.j2", "parts/notes.html.j2"])
def test_a_file_in_no_kinds_folder_is_no_template(path: str) -> None:
    """Else it would write what is said to come with the program alone."""
    found = sound("memo", {path: "own"})
    key = found.resolve(path)
    assert key is not None
    assert found.files[key].text != "own"
    assert found.is_all_built_in


def test_a_file_of_a_kind_may_be_named_in_full() -> None:
    found = sound("memo", {"memo/page.html.j2": "own", "other/x.html.j2": "x"})
    assert found.resolve("memo/page.html.j2") == "memo/page.html.j2"
    assert found.resolve("builtin:memo/page.html.j2") == "builtin:memo/page.html.j2"
    assert found.resolve("builtin:_shared/page.html.j2") == "builtin:_shared/page.html.j2"
    assert found.resolve("other/x.html.j2") is None
    assert not found.is_all_built_in
