"""A dossier's folder as one tree, however it is split over files."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.diagnostics import Diagnostic
from briefgen.load.tree import dossier_names, load
from briefgen.located import plain
from briefgen.source_tree import SourceTree
from briefgen.world import MemoryWorld

FAMILIES = ("events", "sections", "claims")
FIELDS = ("title", "marking")


def read(**files: str | bytes) -> tuple[SourceTree | None, tuple[Diagnostic, ...]]:
    """Load files named `dossier_yaml`, `a_ja_md`, … from `content/d`."""
    contents = {f"content/d/{name.replace('_', '.')}": text for name, text in files.items()}
    return load(MemoryWorld(contents), "content/d", FAMILIES, FIELDS)


def sound(**files: str) -> SourceTree:
    tree, faults = read(**{"dossier_yaml": "title: T\n", **files})
    assert faults == ()
    assert tree is not None
    return tree


def items(tree: SourceTree, family: str) -> dict[str, Any]:
    return {name: plain(item.entry.value) for name, item in tree.items[family].items()}


def places(faults: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    return [(fault.code, str(fault.span)) for fault in faults]


def test_items_come_from_any_file_in_the_order_of_names_and_lines() -> None:
    tree = sound(
        dossier_yaml="title: T\nevents: {z: {a: 1}}\n",
        b_yaml="events: {c: {a: 2}, b: {a: 3}}\n",
        a_yml="events: {d: {a: 4}}\nclaims: {d: {a: 5}}\n",
    )
    assert tree.name == "d"
    assert plain(tree.heading) == {"title": "T"}
    assert list(items(tree, "events")) == ["z", "d", "c", "b"]
    assert items(tree, "claims") == {"d": {"a": 5}}
    assert str(tree.item_span("events", "c", "a")) == "content/d/b.yaml:1:17"
    assert str(tree.item_span("events", "c")) == "content/d/b.yaml:1:10"
    assert tree.lines("content/d/b.yaml")[0] == "events: {c: {a: 2}, b: {a: 3}}"


@pytest.mark.parametrize("folder", ["content/d", "content/d/", "./content/d", "content//d"])
def test_a_folder_may_be_written_in_any_way(folder: str) -> None:
    world = MemoryWorld({"content/d/dossier.yaml": "title: T\n"})
    tree, faults = load(world, folder, FAMILIES, FIELDS)
    assert (tree is not None, faults) == (True, ())


def test_an_id_in_two_files_names_both_places() -> None:
    tree, faults = read(
        dossier_yaml="title: T\n", a_yaml="claims:\n  x: {}\n", b_yaml="claims:\n\n  x: {}\n"
    )
    assert places(faults) == [("BG104", "content/d/b.yaml:3:3")]
    assert [str(related.span) for related in faults[0].related] == ["content/d/a.yaml:2:3"]
    assert tree is not None
    assert tree.items["claims"]["x"].span().path == "content/d/a.yaml"


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", "12\n"])
def test_a_file_that_is_no_mapping(text: str) -> None:
    tree, faults = read(dossier_yaml="title: T\n", a_yaml=text, b_yaml="claims: {x: {}}\n")
    assert places(faults) == [("BG102", "content/d/a.yaml:1:1")]
    assert tree is not None
    assert list(tree.items["claims"]) == ["x"]


@pytest.mark.parametrize("text", ["[]", "- a", "text"])
def test_a_heading_that_is_no_mapping(text: str) -> None:
    tree, faults = read(dossier_yaml=text)
    assert tree is None
    assert places(faults) == [("BG102", "content/d/dossier.yaml:1:1")]


def test_a_family_that_is_no_mapping() -> None:
    _, faults = read(dossier_yaml="title: T\nevents: [a]\nclaims:\nsections: words\n")
    assert places(faults) == [
        ("BG102", "content/d/dossier.yaml:2:9"),
        ("BG102", "content/d/dossier.yaml:4:11"),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_an_empty_file_is_no_fault(text: str) -> None:
    assert items(sound(a_yaml=text), "events") == {}
    tree, faults = read(dossier_yaml=text)
    assert faults == ()
    assert tree is not None
    assert plain(tree.heading) == {}


def test_a_dossier_without_its_file() -> None:
    tree, faults = read(a_yaml="claims: {x: {}}\n")
    assert tree is None
    assert places(faults) == [("BG005", "content/d/dossier.yaml:1:1")]


def test_a_misspelt_family_and_a_field_in_the_wrong_file() -> None:
    _, faults = read(dossier_yaml="title: T\n", a_yaml="evnets: {}\nmarking: TLP:RED\nfoo: 1\n")
    assert places(faults) == [("BG103", f"content/d/a.yaml:{line}:1") for line in (1, 2, 3)]
    assert faults[0].help == "did you mean `events`?"
    assert faults[1].help == "`marking` is a field of the dossier: move it to `dossier.yaml`"
    assert "`events`" in (faults[2].help or "")


def test_what_is_not_content_is_not_read() -> None:
    contents: dict[str, str | bytes] = {
        "content/d/dossier.yaml": "title: T\n",
        "content/d/README.md": "no front matter",
        "content/d/sections/readme.md": "no front matter",
        "content/d/notes.txt": b"\xff",
        "content/d/figures/about.md": "no front matter",
        "content/d/figures/map.png": b"\x89",
        "content/d/sources/page.md": "an archived page",
        "content/d/sources/more.yaml": "claims: {x: {}}",
        "content/other/dossier.yaml": "- a fault",
    }
    world = MemoryWorld(contents)
    tree, faults = load(world, "content/d", FAMILIES, FIELDS)
    assert faults == ()
    assert tree is not None
    assert set(world.reads) == {"content/d/dossier.yaml", "content/d/sources/more.yaml"}
    assert list(tree.items["claims"]) == ["x"]


@pytest.mark.parametrize(
    ("content", "names"),
    [("content", ("a", "b")), ("content/", ("a", "b")), ("x", ()), (".", ("content",))],
)
def test_dossiers_are_the_folders_right_below(content: str, names: tuple[str, ...]) -> None:
    paths = ("content/a", "content/b", "content/b/deeper", "content", "elsewhere/c")
    world = MemoryWorld({f"{path}/dossier.yaml": "" for path in paths})
    assert dossier_names(world, content) == names


SECTION = "---\ntitle: Background\nkind: context\n---\nText.\n"


@pytest.mark.parametrize("language", ["ja", "zh", "de", "pt-BR"])
def test_a_translation_stands_beside_its_section(language: str) -> None:
    contents = {
        "content/d/dossier.yaml": "",
        "content/d/s/history.md": SECTION,
        f"content/d/s/history.{language}.md": "---\ntitle: 背景\n---\n本文\n",
    }
    tree, faults = load(MemoryWorld(contents), "content/d", FAMILIES, FIELDS)
    assert faults == ()
    assert tree is not None
    assert items(tree, "sections") == {
        "history": {
            "title": {"": "Background", language: "背景"},
            "kind": "context",
            "body": {"": "Text.\n", language: "本文\n"},
        }
    }
    span = tree.item_span("sections", "history", "body", language)
    assert str(span) == f"content/d/s/history.{language}.md:4:1"


def test_two_translations_of_one_section() -> None:
    tree = sound(
        a_md="---\ntitle: {en: A, fr: B}\n---\nT\n",
        a_de_md="---\ntitle: C\n---\nD\n",
        a_ja_md="---\n---\nJ\n",
    )
    assert items(tree, "sections")["a"] == {
        "title": {"en": "A", "fr": "B", "de": "C"},
        "body": {"": "T\n", "de": "D\n", "ja": "J\n"},
    }


def test_a_translation_of_nothing() -> None:
    _, faults = read(dossier_yaml="title: T\n", a_ja_md=SECTION)
    assert ("BG102", "content/d/a.ja.md:1:1") in places(faults)


def test_a_translation_can_not_have_a_marking_that_would_not_count() -> None:
    _, faults = read(
        dossier_yaml="", a_md=SECTION, a_ja_md="---\ntitle: T\nmarking: TLP:RED\n---\nSecret\n"
    )
    assert places(faults) == [("BG103", "content/d/a.ja.md:3:1")]


def test_front_matter_can_not_hold_a_second_body() -> None:
    _, faults = read(dossier_yaml="", a_md="---\ntitle: T\nbody: Lost\n---\nText\n")
    assert places(faults) == [("BG103", "content/d/a.md:3:1")]


def test_the_faults_of_all_files_come_together() -> None:
    _, faults = read(
        dossier_yaml="title: T\n", a_yaml="claims: [\n", b_yaml=b"\xff\xfe", c_md="no front matter"
    )
    assert [(fault.code, fault.span and fault.span.path) for fault in faults] == [
        ("BG001", "content/d/a.yaml"),
        ("BG010", "content/d/b.yaml"),
        ("BG014", "content/d/c.md"),
    ]
