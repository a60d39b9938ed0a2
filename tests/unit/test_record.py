"""The manifest: merged, tidied, true to what is there."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from killed_renames import Killed, killed_after

from briefgen.errors import OutputError
from briefgen.ledger import MANIFEST, read_manifest
from briefgen.record import (
    OtherFormats,
    Output,
    described,
    digest_of,
    earlier_entries,
    earlier_entry,
    orphans,
    printed_items,
    record_document,
    settle_other_formats,
    tidy_manifest,
    versions,
)
from briefgen.view import Record
from briefgen.whole_files import exchange, withdraw


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def write(folder: Path, path: str, content: bytes) -> Output:
    exchange(folder, {path: content})
    return described(path, path.rpartition(".")[2], content)


def record(folder: Path, *entries: dict[str, Any], project: dict[str, Any] | None = None) -> None:
    for entry in entries:
        record_document(folder, project or {}, entry, {})


def test_a_file_is_described() -> None:
    assert described("public/a.pdf", "pdf", b"content").as_json() == {
        "path": "public/a.pdf",
        "format": "pdf",
        "bytes": 7,
        "sha256": hashlib.sha256(b"content").hexdigest(),
    }


def entry(folder: Path, name: str, content: bytes = b"x") -> dict[str, Any]:
    output = write(folder, f"{name}.pdf", content)
    return {"name": name, "job": "1", "outputs": [output.as_json()]}


def names(folder: Path) -> list[str]:
    return [found["name"] for found in read_manifest(folder)["documents"]]


def test_the_manifest_keeps_what_earlier_builds_left(tmp_path: Path) -> None:
    record(tmp_path, entry(tmp_path, "b"), entry(tmp_path, "c"), project={"briefgen": "1"})
    record(tmp_path, {**entry(tmp_path, "a"), "job": "2"}, project={"briefgen": "2"})
    assert names(tmp_path) == ["a", "b", "c"]
    record(tmp_path, {**entry(tmp_path, "b"), "job": "3"}, project={"briefgen": "2"})
    manifest = read_manifest(tmp_path)
    assert manifest["briefgen"] == "2"
    assert [(e["name"], e["job"]) for e in manifest["documents"]] == [
        ("a", "2"),
        ("b", "3"),
        ("c", "1"),
    ]


def test_tidying_drops_what_is_gone_or_changed(tmp_path: Path) -> None:
    record(tmp_path, *(entry(tmp_path, name) for name in ("a", "b", "c")), project={"x": 1})
    (tmp_path / "a.pdf").unlink()
    (tmp_path / "b.pdf").write_bytes(b"y")
    assert tidy_manifest(tmp_path) == {"c"}
    assert names(tmp_path) == ["c"]
    assert read_manifest(tmp_path)["x"] == 1
    assert tidy_manifest(tmp_path, {"x": 2}) == {"c"}
    assert read_manifest(tmp_path)["x"] == 2


def test_an_entry_keeps_those_of_its_files_that_hold(tmp_path: Path) -> None:
    outputs = [write(tmp_path, path, b"x").as_json() for path in ("a.pdf", "a.md")]
    record(tmp_path, {"name": "a", "job": "1", "outputs": outputs})
    (tmp_path / "a.pdf").write_bytes(b"y")
    assert earlier_entry(tmp_path, "a")["outputs"] == outputs[1:]
    assert earlier_entry(tmp_path, "b") == {}


def test_what_was_printed_is_known_though_the_files_are_others(tmp_path: Path) -> None:
    inputs = {"items": {"events": {"e": "digest"}}}
    record(tmp_path, {**entry(tmp_path, "a"), "inputs": inputs})
    (tmp_path / "a.pdf").write_bytes(b"y")
    assert earlier_entry(tmp_path, "a") == {}
    assert printed_items(tmp_path, "a") == {("events", "e")}
    assert printed_items(tmp_path, "b") == frozenset()
    record(tmp_path, {**entry(tmp_path, "a"), "inputs": ["damaged"]})
    assert printed_items(tmp_path, "a") == frozenset()


def test_a_manifest_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).mkdir()
    with pytest.raises(OutputError, match="cannot read"):
        record(tmp_path, entry(tmp_path, "a"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "[" * 100_000,
        '{"manifest": 2, "documents": [{"name": "a"}]}',
        '{"manifest": 1}',
        '{"manifest": 1, "documents": null}',
        '{"manifest": 1, "documents": [1, {}, {"name": 5}, {"name": "z"}]}',
        '{"manifest": 1, "documents": [{"name": "z", "outputs": [{"path": 1}]}]}',
        '{"manifest": 1, "documents": [{"name": "z", "outputs": [{"path": "\\u0000"}]}]}',
        '{"manifest": 1, "documents": [{"name": "z", "outputs": 3}]}',
    ],
)
def test_a_damaged_manifest_is_written_anew(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text)
    record(tmp_path, entry(tmp_path, "a"))
    tidy_manifest(tmp_path)
    assert names(tmp_path) == ["a"]


def test_the_manifest_is_json_for_people(tmp_path: Path) -> None:
    tidy_manifest(tmp_path, {"title": "東京"})
    text = (tmp_path / MANIFEST).read_text(encoding="utf-8")
    assert "東京" in text
    assert text.endswith("}\n")
    assert json.loads(text) == {"manifest": 1, "title": "東京", "documents": []}


def test_the_digest_is_of_what_is_seen(tmp_path: Path) -> None:
    assert digest_of(Record({"a": 1})) == digest_of(Record({"a": 1}))
    assert digest_of(Record({"a": 1})) != digest_of(Record({"a": 2}))


def test_orphans_are_what_a_build_wrote_and_nobody_changed(tmp_path: Path) -> None:
    record(tmp_path, *(entry(tmp_path, name) for name in ("a", "b", "c")))
    (tmp_path / "c.pdf").write_bytes(b"somebody's notes")
    assert orphans(tmp_path, {"a"}) == ("b.pdf",)
    withdraw(tmp_path, ("b.pdf", "b.pdf"))
    assert sorted(files(tmp_path)) == ["a.pdf", "c.pdf", MANIFEST]


@pytest.mark.parametrize("path", ["../secret", "link/secret"])
def test_a_forged_manifest_removes_nothing_elsewhere(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret").write_bytes(b"x")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "link").symlink_to(tmp_path)
    digest = hashlib.sha256(b"x").hexdigest()
    forged = {"name": "z", "outputs": [{"path": path, "sha256": digest}]}
    (tmp_path / "out" / MANIFEST).write_text(json.dumps({"manifest": 1, "documents": [forged]}))
    assert orphans(tmp_path / "out", ()) == ()
    assert earlier_entries(tmp_path / "out") == {}


def killed_at(number: int, folder: Path, *arguments: Any) -> bool:
    """Record a document and die at the n-th rename; return whether it came to that."""
    try:
        with killed_after(number):
            record_document(folder, {}, *arguments)
    except Killed:
        return True
    return False


def made(version: str, *paths: str) -> tuple[dict[str, Any], dict[str, bytes]]:
    contents = {path: f"{version} {path}".encode() for path in paths}
    outputs = [described(path, "pdf", content).as_json() for path, content in contents.items()]
    items = {"events": {version: "digest"}}
    entry = {"name": "d", "job": version, "inputs": {"items": items}, "outputs": outputs}
    return entry, contents


@pytest.mark.parametrize("first", ["old", None])
@pytest.mark.parametrize("second", [0, 1, 2, 3])
@pytest.mark.parametrize("third", [0, 1, 2, 3])
def test_whatever_was_killed_the_manifest_knows_what_the_files_may_show(
    tmp_path: Path, first: str | None, second: int, third: int
) -> None:
    if first is not None:
        record_document(tmp_path, {}, *made(first, "a.md", "a.pdf"))
    for version, number in (("newer", second), ("newest", third)):
        assert killed_at(number, tmp_path, *made(version, "a.pdf", "a.md"))
        for _ in range(2):
            shown = {path.read_text().split()[0] for path in tmp_path.glob("a.*")}
            assert {("events", one) for one in shown} <= printed_items(tmp_path, "d")
            names = {
                output["path"]
                for v in versions(earlier_entry(tmp_path, "d"))
                if v
                for output in v["outputs"]
            }
            assert names == {path.name for path in tmp_path.glob("a.*")}
            assert set(orphans(tmp_path, ())) == names
            tidy_manifest(tmp_path)
    entry, contents = made("last", "a.pdf")
    others = settle_other_formats(
        (described("a.pdf", "pdf", b""),), "last", earlier_entry(tmp_path, "d")
    )
    record_document(tmp_path, {}, entry, contents, others.removed)
    assert versions(earlier_entry(tmp_path, "d")) == (entry,)
    assert set(files(tmp_path)) == {"a.pdf", MANIFEST}


def test_the_entry_of_a_build_that_ends_names_no_other(tmp_path: Path) -> None:
    record_document(tmp_path, {}, *made("old", "a.md", "a.pdf"))
    # one file is new, one is old: both builds account for what is there
    assert killed_at(2, tmp_path, *made("new", "a.pdf", "a.md"))
    tidy_manifest(tmp_path)
    (entry,) = read_manifest(tmp_path)["documents"]
    assert [version["job"] for version in versions(entry)] == ["new", "old"]
    assert [[o["path"] for o in version["outputs"]] for version in versions(entry)] == [
        ["a.pdf"],
        ["a.md"],
    ]
    # of the formats that are not asked for now, those of the same content stay
    kept = settle_other_formats((), "old", entry)
    assert [output["path"] for output in kept.kept] == ["a.md"]
    assert kept.removed == ("a.pdf",)
    record_document(tmp_path, {}, *made("last", "a.pdf", "a.md"))
    assert "earlier" not in read_manifest(tmp_path)["documents"][0]


@pytest.mark.parametrize("earlier", [None, 5, [], [1, "a"], {"a": 1}])
def test_damaged_earlier_entries_are_passed_over(earlier: object) -> None:
    assert versions({"name": "a", "earlier": earlier}) == ({"name": "a"},)


def test_other_formats_stay_only_with_the_same_content(tmp_path: Path) -> None:
    markdown = write(tmp_path, "a.md", b"old").as_json()
    earlier = {"name": "a", "job": "1", "outputs": [markdown]}
    assert settle_other_formats((), "1", earlier) == OtherFormats(kept=(markdown,))
    assert settle_other_formats((), "2", earlier) == OtherFormats(removed=("a.md",))
    assert settle_other_formats((), "1", {}) == OtherFormats()
    record_document(tmp_path, {}, {"name": "a", "outputs": []}, {"a.pdf": b"new"}, ("a.md",))
    assert sorted(files(tmp_path)) == ["a.pdf", MANIFEST]
