"""Writing: whole files or none, nothing outside the folder, the manifest merged."""

from __future__ import annotations

import errno
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from briefgen.errors import UsageError
from briefgen.record import (
    MANIFEST,
    OtherFormats,
    digest_of,
    earlier_entries,
    orphans,
    read_manifest,
    settle_other_formats,
    withdraw,
    write_file,
    write_manifest,
)
from briefgen.view import Record


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_file_is_written_and_described(tmp_path: Path) -> None:
    output = write_file(tmp_path / "out", "public/a.pdf", b"content", "pdf")
    assert files(tmp_path / "out") == {"public/a.pdf": b"content"}
    assert output.as_json() == {
        "path": "public/a.pdf",
        "format": "pdf",
        "bytes": 7,
        "sha256": hashlib.sha256(b"content").hexdigest(),
    }


def test_others_may_read_what_is_written(tmp_path: Path) -> None:
    write_file(tmp_path, "a.pdf", b"x", "pdf")
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    assert (tmp_path / "a.pdf").stat().st_mode == plain.stat().st_mode


@pytest.mark.parametrize("crash", [KeyboardInterrupt(), OSError(errno.ENOSPC, "no space left")])
@pytest.mark.parametrize("moment", ["os.fsync", "pathlib.Path.chmod", "pathlib.Path.replace"])
def test_a_crash_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str, crash: BaseException
) -> None:
    write_file(tmp_path, "a.pdf", b"old", "pdf")

    def fail(*args: Any, **kwargs: Any) -> None:
        raise crash

    with monkeypatch.context() as patch:
        patch.setattr(moment, fail)
        with pytest.raises((KeyboardInterrupt, UsageError)):
            write_file(tmp_path, "a.pdf", b"new and longer", "pdf")
    assert files(tmp_path) == {"a.pdf": b"old"}
    write_file(tmp_path, "a.pdf", b"new", "pdf")
    assert files(tmp_path) == {"a.pdf": b"new"}


@pytest.mark.parametrize("path", ["../a.pdf", "/etc/a.pdf", "public/../../a.pdf"])
def test_a_path_that_leaves_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(UsageError, match="leads out of the output folder"):
        write_file(tmp_path / "out", path, b"x", "pdf")
    assert files(tmp_path) == {}


def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out" / "public").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError):
        write_file(tmp_path / "out", "public/a.pdf", b"x", "pdf")
    assert files(tmp_path) == {}


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    with pytest.raises(UsageError) as caught:
        write_file(tmp_path / "out", "a.pdf", b"x", "pdf")
    assert caught.value.help == "choose another folder with -o"


def entry(folder: Path, name: str, content: bytes = b"x") -> dict[str, Any]:
    output = write_file(folder, f"{name}.pdf", content, "pdf")
    return {"name": name, "job": "1", "outputs": [output.as_json()]}


def names(folder: Path) -> list[str]:
    return [found["name"] for found in read_manifest(folder)["documents"]]


def test_the_manifest_keeps_what_earlier_builds_left(tmp_path: Path) -> None:
    write_manifest(tmp_path, {"briefgen": "1"}, [entry(tmp_path, "b"), entry(tmp_path, "c")])
    write_manifest(tmp_path, {"briefgen": "2"}, [{**entry(tmp_path, "a"), "job": "2"}])
    assert names(tmp_path) == ["a", "b", "c"]
    again = {**entry(tmp_path, "b"), "job": "3"}
    write_manifest(tmp_path, {"briefgen": "2"}, [again])
    manifest = read_manifest(tmp_path)
    assert manifest["briefgen"] == "2"
    assert [(e["name"], e["job"]) for e in manifest["documents"]] == [
        ("a", "2"),
        ("b", "3"),
        ("c", "1"),
    ]


def test_the_manifest_drops_what_is_gone_or_changed(tmp_path: Path) -> None:
    write_manifest(tmp_path, {}, [entry(tmp_path, name) for name in ("a", "b", "c")])
    (tmp_path / "a.pdf").unlink()
    (tmp_path / "b.pdf").write_bytes(b"y")
    write_manifest(tmp_path, {}, [entry(tmp_path, "d")])
    assert names(tmp_path) == ["c", "d"]


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
    write_manifest(tmp_path, {}, [entry(tmp_path, "a")])
    assert names(tmp_path) == ["a"]


def test_the_manifest_is_json_for_people(tmp_path: Path) -> None:
    write_manifest(tmp_path, {"title": "東京"}, [])
    text = (tmp_path / MANIFEST).read_text(encoding="utf-8")
    assert "東京" in text
    assert text.endswith("}\n")
    assert json.loads(text) == {"manifest": 1, "title": "東京", "documents": []}


def test_the_digest_is_of_what_is_seen(tmp_path: Path) -> None:
    assert digest_of(Record({"a": 1})) == digest_of(Record({"a": 1}))
    assert digest_of(Record({"a": 1})) != digest_of(Record({"a": 2}))


def test_orphans_are_what_a_build_wrote_and_nobody_changed(tmp_path: Path) -> None:
    write_manifest(tmp_path, {}, [entry(tmp_path, name) for name in ("a", "b", "c")])
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


def test_other_formats_stay_only_with_the_same_content(tmp_path: Path) -> None:
    markdown = write_file(tmp_path, "a.md", b"old", "markdown").as_json()
    earlier = {"name": "a", "job": "1", "outputs": [markdown]}
    assert settle_other_formats(tmp_path, (), "1", earlier) == OtherFormats(kept=(markdown,))
    assert settle_other_formats(tmp_path, (), "2", earlier) == OtherFormats(removed=("a.md",))
    assert files(tmp_path) == {}
    assert settle_other_formats(tmp_path, (), "1", {}) == OtherFormats()
