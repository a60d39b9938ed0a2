"""`briefgen.yaml` and the matrix of documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.diagnostics import Diagnostic, Severity
from briefgen.errors import NothingMatchedError, UsageError
from briefgen.model.project import OutputFormat
from briefgen.project import (
    Choice,
    Document,
    Project,
    find_root,
    matrix,
    read_project,
    rule_faults,
)
from briefgen.world import MemoryWorld

PROJECT = """\
audiences:
  public: {clearance: "TLP:CLEAR"}
  staff: {clearance: "TLP:RED"}
documents:
  - {dossiers: [one], templates: [timeline], to: [html]}
  - {templates: [policy-brief, timeline], audiences: [staff], languages: [en, ja]}
paper: Letter
"""
LANGUAGES = {"one": "en", "two": "fr"}
KINDS = ("one-pager", "policy-brief", "timeline")


def read(text: str | bytes) -> tuple[Project | None, tuple[Diagnostic, ...]]:
    return read_project(MemoryWorld({"briefgen.yaml": text}))


def sound(text: str) -> Project:
    project, faults = read(text)
    assert faults == ()
    assert project is not None
    return project


def names(choice: Choice = Choice(), text: str = PROJECT) -> list[str]:  # noqa: B008
    return [document.name for document in matrix(sound(text), LANGUAGES, KINDS, choice)]


EVERYTHING = [
    "one/policy-brief/staff/en",
    "one/policy-brief/staff/ja",
    "one/timeline/public/en",
    "one/timeline/staff/en",
    "one/timeline/staff/ja",
    "two/policy-brief/staff/en",
    "two/policy-brief/staff/ja",
    "two/timeline/staff/en",
    "two/timeline/staff/ja",
]


def test_the_matrix_holds_each_document_once() -> None:
    assert sorted(names()) == EVERYTHING


@pytest.mark.parametrize(
    ("choice", "count"),
    [
        (Choice(dossiers=("two",)), 4),
        (Choice(templates=("timeline",)), 5),
        (Choice(audiences=("public",)), 1),
        (Choice(audiences=("public", "staff")), 9),
        (Choice(dossiers=("one",), templates=("timeline",), audiences=("staff",)), 2),
    ],
)
def test_a_choice_narrows_it(choice: Choice, count: int) -> None:
    narrowed = names(choice)
    assert len(narrowed) == count
    assert set(narrowed) <= set(EVERYTHING)


def test_a_language_may_be_one_that_no_rule_names() -> None:
    assert names(Choice(("two",), ("timeline",), ("staff",), ("de",))) == ["two/timeline/staff/de"]


def test_a_dossier_s_own_language_unless_a_rule_says_others() -> None:
    text = "documents: [{templates: [timeline]}]"
    assert names(text=text) == ["one/timeline/public/en", "two/timeline/public/fr"]


def test_formats_and_paper_from_the_option_then_the_rule_then_the_project() -> None:
    project = sound(PROJECT)
    found = {d.name: d for d in matrix(project, LANGUAGES, KINDS, Choice())}
    first, other = found["one/timeline/public/en"], found["two/timeline/staff/en"]
    assert (first.formats, first.paper) == (("html",), "Letter")
    assert other.formats == ("pdf", "markdown")
    choice = Choice(formats=(OutputFormat.PDF, OutputFormat.PDF), paper="A4")
    chosen = matrix(project, LANGUAGES, KINDS, choice)
    assert {(d.formats, d.paper) for d in chosen} == {(("pdf",), "A4")}


def test_a_kind_that_no_rule_names_is_built_as_the_first_rule_says() -> None:
    assert sorted(names(Choice(templates=("one-pager",)))) == [
        "one/one-pager/public/en",
        "one/one-pager/staff/en",
    ]


def test_where_a_document_is_written() -> None:
    document = Document("one", "timeline", "public", "ja")
    assert document.stem == "public/one.timeline.ja"


@pytest.mark.parametrize(
    ("choice", "message", "help_text"),
    [
        (Choice(dossiers=("tow",)), "unknown dossier `tow`", "did you mean `two`?"),
        (Choice(templates=("time-line",)), "unknown template", "did you mean `timeline`?"),
        (Choice(audiences=("puplic",)), "unknown audience", "did you mean `public`?"),
        (Choice(dossiers=("zzz",)), "unknown dossier `zzz`", "there is: one, two"),
    ],
)
def test_an_unknown_name_is_a_usage_error(choice: Choice, message: str, help_text: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        names(choice)
    assert caught.value.help == help_text
    assert caught.value.status == 2


def test_nothing_matched() -> None:
    with pytest.raises(NothingMatchedError) as caught:
        names(Choice(dossiers=("two",), audiences=("public",)))
    assert caught.value.status == 3
    with pytest.raises(NothingMatchedError):
        matrix(sound(""), {}, KINDS, Choice())


@pytest.mark.parametrize("text", ["", "# nothing\n", "format: 1\n"])
def test_everything_has_a_default(text: str) -> None:
    project = sound(text)
    assert list(project.audiences) == ["public"]
    assert len(names(text=text)) == 6
    assert "one/policy-brief/public/en" in names(text=text)


def test_what_the_rules_name_must_be_there() -> None:
    project = sound("documents: [{dossiers: [one, tow], templates: [timelime, one-pager]}]")
    found = list(rule_faults(project, LANGUAGES, KINDS))
    assert [(f.code, str(f.span), f.help) for f in found] == [
        ("BG512", "briefgen.yaml:1:30", "did you mean `two`?"),
        ("BG512", "briefgen.yaml:1:48", "did you mean `timeline`?"),
    ]
    assert not list(rule_faults(sound(PROJECT), LANGUAGES, KINDS))


@pytest.mark.parametrize("folder", ["content/", "./content", "content"])
def test_folders_may_be_written_in_any_way(folder: str) -> None:
    assert sound(f"content: {folder}\n").file.content == "content"


FAULTS = [
    ("audience: {}\n", [("BG103", 1, 1)]),
    ("- a\n", [("BG102", 1, 1)]),
    ("paper: A4\npaper: A4\n", [("BG002", 2, 1)]),
    ("paper: [\n", [("BG001", 1, 8)]),
    ("audiences: {p: {clearance: TLP:GREN}}\n", [("BG401", 1, 28)]),
    ("audiences: {p: {clearance: [TLP:RED, US:SECRET]}}\n", [("BG401", 1, 38)]),
    ("audiences: {p: {depth: full}}\n", [("BG101", 1, 13)]),
    ("audiences: {P_1: {clearance: TLP:RED}}\n", [("BG102", 1, 13)]),
    ("documents: [{audiences: [publik]}]\n", [("BG402", 1, 26)]),
    ("paper: A5\nto: [docx]\nfoo: 1\n", [("BG103", 3, 1), ("BG105", 1, 8), ("BG105", 2, 6)]),
    ("format: 2\n", [("BG105", 1, 9)]),
    (b"\xff\xfe", [("BG010", 1, 1)]),
]


@pytest.mark.parametrize(("text", "places"), FAULTS)
def test_faults_are_located(text: str | bytes, places: list[tuple[str, int, int]]) -> None:
    project, faults = read(text)
    assert project is None
    found = sorted((f.code, f.span.line, f.span.column) for f in faults if f.span)
    assert found == places


def test_a_warning_is_shown_and_stops_nothing() -> None:
    project, faults = read("content: a #b\n")
    assert [(fault.code, fault.severity) for fault in faults] == [("BG017", Severity.WARNING)]
    assert project is not None


def test_own_schemes_stand_beside_tlp_or_in_its_place() -> None:
    own = "marking_schemes: {US: {levels: [U, S]}}\n"
    assert sound(own).schemes.labels[-2:] == ("US:U", "US:S")
    assert "TLP:RED" in sound(own).schemes.labels
    assert sound("marking_schemes: {TLP: {levels: [CLEAR]}}\n").schemes.labels == ("TLP:CLEAR",)


def test_the_root_is_found_from_any_folder_below(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    with pytest.raises(UsageError) as caught:
        find_root(tmp_path / "a" / "b")
    assert "briefgen new project" in (caught.value.help or "")
    (tmp_path / "briefgen.yaml").write_text("")
    assert find_root(tmp_path / "a" / "b") == tmp_path


@pytest.mark.parametrize(
    ("cache", "folder"),
    [
        ("cache: content\n", "content"),
        ("cache: content/d/c\n", "content"),
        ("cache: {at: output/cache}\n", "output"),
        ("templates: looks\ncache: ./looks/c\n", "templates"),
    ],
)
def test_the_cache_lies_in_a_folder_of_its_own(cache: str, folder: str) -> None:
    _, (fault,) = read(cache)
    assert fault.code == "BG022"
    assert f"in the folder of the {folder}" in fault.message
    assert fault.span is not None
