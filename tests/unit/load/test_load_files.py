"""Files that must not be read, names that cannot be used: each is told with its place."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile_input import HEADING, ITEMS

from briefgen.diagnostics import Diagnostic
from briefgen.load.names import is_plain, is_relative, look_alikes
from briefgen.project import Choice
from briefgen.session import Session, open_session
from briefgen.world import DiskWorld, builtin_world

PROJECT = "documents: [{templates: [timeline]}]\n"


def write(root: Path, **files: str | bytes) -> None:
    for path, content in {
        "briefgen.yaml": PROJECT,
        "content/d/dossier.yaml": HEADING,
        "content/d/items.yaml": ITEMS,
        **files,
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        raw = content.encode() if isinstance(content, str) else content
        (root / path).write_bytes(raw)


def found(root: Path) -> list[tuple[str, str]]:
    """Return (code, place) of every fault, with and without a project."""
    session, faults = open_session(DiskWorld(root), builtin_world())
    return [(fault.code, str(fault.span)) for fault in (*faults, *more(session))]


def more(session: Session | None) -> tuple[Diagnostic, ...]:
    if session is None:
        return ()
    faults = [f for name in session.dossier_names() for f in session.dossier(name).diagnostics]
    for document in session.documents(Choice()):
        faults += session.template(document.template)[1]
    return tuple(dict.fromkeys(faults))


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def circle(path: Path) -> None:
    path.symlink_to(path.name)


def nowhere(path: Path) -> None:
    path.symlink_to("not-there")


def outside(path: Path) -> None:
    path.symlink_to("/etc/hosts")


def vast(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100_000_001)


def far_too_long(path: Path) -> None:
    path.write_bytes(b"a" * (2 << 20) + b"\n")


MAKERS: dict[Callable[[Path], None], str] = {
    pipe: "BG019",
    device: "BG019",
    circle: "BG019",
    nowhere: "BG019",
    outside: "BG019",
    vast: "BG019",
    far_too_long: "BG003",
}


@pytest.mark.parametrize(
    "path", ["content/d/more.yaml", "content/d/sections/x.md", "templates/timeline/style.css"]
)
@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_what_cannot_be_read_is_told_with_its_path(
    tmp_path: Path, make: Callable[[Path], None], path: str
) -> None:
    write(tmp_path)
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    make(tmp_path / path)
    assert found(tmp_path) == [(MAKERS[make], f"{path}:1:1")]


def test_the_same_project_without_such_a_file_is_sound(tmp_path: Path) -> None:
    write(tmp_path)
    assert found(tmp_path) == []


@pytest.mark.parametrize("make", [pipe, device, outside], ids=lambda make: make.__name__)
def test_an_export_and_a_picture_that_cannot_be_read(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    figure = "figures:\n  f: {file: figures/a.png, alt: Ships., credit: Desk, licence: CC0}\n"
    write(tmp_path, **{"content/d/figures.yaml": figure})
    make(tmp_path / "content/d/library.json")
    (tmp_path / "content/d/figures").mkdir()
    make(tmp_path / "content/d/figures/a.png")
    faults = found(tmp_path)
    assert ("BG019", "content/d/library.json:1:1") in faults
    assert ("BG019", "content/d/figures.yaml:2:13") in faults


def test_a_link_to_a_folder_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    write(tmp_path, **{"shared/terms.yaml": "bogus: 1\n"})
    (tmp_path / "content/d/more").symlink_to("../../shared")
    (tmp_path / "content/d/circle").symlink_to(".")
    places = [("BG020", f"content/d/{name}:1:1") for name in ("circle", "more")]
    assert found(tmp_path) == places


def test_a_folder_that_cannot_be_listed_is_no_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path)
    listed = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("/d"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr("os.scandir", refuse)
    assert found(tmp_path) == [("BG022", "briefgen.yaml:1:1")]


@pytest.mark.parametrize(
    "name", ["a b", "a\u202eb", "-a", "a.", "a" * 101, "x\ny", "caf\u00e9", "con", "NUL.x"]
)
def test_a_dossier_has_a_name_that_a_file_can_have(tmp_path: Path, name: str) -> None:
    write(tmp_path)
    (tmp_path / "content/d").rename(tmp_path / "content" / name)
    assert ("BG021", f"content/{name}/dossier.yaml:1:1") in found(tmp_path)
    assert not is_plain(name)


def test_names_of_files_are_looked_at_like_texts(tmp_path: Path) -> None:
    names = {"a\u202eb.yaml": "BG012", "a\u200bb.yaml": "BG013", "a\nb.yaml": "BG021"}
    write(tmp_path, **{f"content/d/{name}": "terms: {}\n" for name in names})
    assert sorted(found(tmp_path)) == sorted(
        (code, f"content/d/{name}:1:1") for name, code in names.items()
    )


def test_dossiers_that_would_be_one_file_somewhere(tmp_path: Path) -> None:
    write(tmp_path, **{"content/D/dossier.yaml": HEADING, "content/D/items.yaml": ITEMS})
    assert found(tmp_path) == [("BG021", "content/d/dossier.yaml:1:1")]


@pytest.mark.parametrize("field", ["content", "templates", "output"])
@pytest.mark.parametrize(
    "path",
    ["..", "../x", "a/../../x", "/etc", r"\x", r"..\x", "C:x", "C:/x", r"\\host\share", "//host/x"],
)
def test_no_folder_of_the_project_lies_elsewhere(tmp_path: Path, field: str, path: str) -> None:
    write(tmp_path, **{"briefgen.yaml": f"{PROJECT}{field}: '{path}'\n"})
    assert ("BG022", f"briefgen.yaml:2:{len(field) + 3}") in found(tmp_path)
    assert not is_relative(path)


@pytest.mark.parametrize("path", ["a", "./a", "a/b", "a..b", "%2e%2e/x", ".a"])
def test_what_leads_downwards_is_relative(path: str) -> None:
    assert is_relative(path)


def test_a_folder_that_is_a_link_out_of_the_project(tmp_path: Path) -> None:
    root = tmp_path / "project"
    write(root)
    write(tmp_path / "other")
    (root / "content").rename(tmp_path / "elsewhere")
    (root / "content").symlink_to("../other/content")
    assert found(root) == [("BG022", "briefgen.yaml:1:1")]


def test_an_audience_is_a_folder_too(tmp_path: Path) -> None:
    audiences = "audiences:\n  aux: {clearance: TLP:CLEAR}\n"
    write(tmp_path, **{"briefgen.yaml": audiences + PROJECT})
    assert found(tmp_path) == [("BG021", "briefgen.yaml:2:3")]


def test_ids_that_look_alike(tmp_path: Path) -> None:
    terms = (
        "terms:\n  lead-time: {short: LT, expansion: a}\n  Lead_Time: {short: TL, expansion: b}\n"
    )
    write(tmp_path, **{"content/d/terms.yaml": terms})
    assert found(tmp_path) == [("BG108", "content/d/terms.yaml:3:3")]
    assert list(look_alikes(["a", "b", "a.b", "ab"])) == []


@pytest.mark.parametrize("text", ['{"e\\n": {}}', "{'e\u00e9': {}}", "{'e e': {}}"])
def test_an_id_is_matched_to_its_end(tmp_path: Path, text: str) -> None:
    write(tmp_path, **{"content/d/terms.yaml": f"terms: {text}\n"})
    assert "BG106" in {code for code, _ in found(tmp_path)}


def test_misleading_characters_in_the_projects_own_files(tmp_path: Path) -> None:
    write(
        tmp_path,
        **{
            "briefgen.yaml": f"{PROJECT}# a\u200bb\n",
            "templates/timeline/style.css": "/* \u202e */\n",
            "templates/_shared/labels/en.yaml": "as_of: a\u200bb\n",
            "templates/timeline/parts/x.html.j2": b"\xff",
        },
    )
    assert sorted(found(tmp_path)) == [
        ("BG010", "templates/timeline/parts/x.html.j2:1:1"),
        ("BG012", "templates/timeline/style.css:1:4"),
        ("BG013", "briefgen.yaml:2:4"),
        ("BG013", "templates/_shared/labels/en.yaml:1:9"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x: " + "[" * 60_000, "BG003"),
        ("a: &a0 {x: 1}\n" + "".join(f"b{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 30)),
         "BG003"),
        ("as_of: one\nas_of: two\n", "BG002"),
        ("as_of: !python/object x\n", "BG004"),
    ],
    ids=["deep", "aliases", "twice", "tag"],
)  # fmt: skip
def test_labels_are_read_within_the_limits_of_content(tmp_path: Path, text: str, code: str) -> None:
    write(tmp_path, **{"templates/_shared/labels/en.yaml": text})
    assert [one for one, _ in found(tmp_path)] == [code]


def test_a_template_is_not_read_as_less_than_it_says(tmp_path: Path) -> None:
    text = "label: x\nlabel: y\nparts: [{part: summary}]\n"
    write(
        tmp_path,
        **{"templates/my/template.yaml": text, "briefgen.yaml": PROJECT.replace("timeline", "my")},
    )
    assert found(tmp_path) == [("BG002", "templates/my/template.yaml:2:1")]
