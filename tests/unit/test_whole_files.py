"""Files are whole, old or new; what was left over goes; what cannot be done is said."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from briefgen.errors import OutputError
from briefgen.whole_files import exchange, remove_leftovers, withdraw

LEFTOVER = ".a.pdf.4711-0123abcd.tmp"


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_files_are_put_in_their_places_and_others_removed(tmp_path: Path) -> None:
    exchange(tmp_path / "out", {"public/a.md": b"old"})
    exchange(tmp_path / "out", {"public/a.pdf": b"1", "m.json": b"2"}, ["public/a.md", "gone"])
    assert files(tmp_path / "out") == {"public/a.pdf": b"1", "m.json": b"2"}


def test_others_may_read_what_is_written(tmp_path: Path) -> None:
    exchange(tmp_path, {"a.pdf": b"x"})
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    assert (tmp_path / "a.pdf").stat().st_mode == plain.stat().st_mode


@pytest.mark.parametrize("crash", [KeyboardInterrupt(), OSError(errno.ENOSPC, "no space left")])
@pytest.mark.parametrize("moment", ["os.fsync", "pathlib.Path.open", "pathlib.Path.unlink"])
def test_nothing_changes_until_all_is_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str, crash: BaseException
) -> None:
    old = {"a.md": b"old", "a.pdf": b"old", "b.md": b"old"}
    exchange(tmp_path, old)

    def fail(path: Any, *args: Any, **kwargs: Any) -> None:
        if not str(path).endswith(".tmp"):
            raise crash
        os.unlink(path)  # noqa: PTH108

    with monkeypatch.context() as patch:
        patch.setattr(moment, fail)
        if moment == "pathlib.Path.open":
            patch.setattr(moment, lambda *args: fail(""))
        with pytest.raises((KeyboardInterrupt, OutputError)):
            exchange(tmp_path, {"a.md": b"new", "a.pdf": b"newer"}, ["b.md"])
    assert files(tmp_path) == old


def test_a_rename_that_fails_leaves_whole_files_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange(tmp_path, {"a.md": b"old", "a.pdf": b"old"})
    rename = Path.replace

    def held(path: Path, target: Path) -> Path:
        if target.name == "a.pdf":
            raise PermissionError(errno.EACCES, "held by another program", str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(OutputError, match=r"cannot write .*a\.pdf: held by another program"):
        exchange(tmp_path, {"a.md": b"new", "a.pdf": b"new"})
    assert files(tmp_path) == {"a.md": b"new", "a.pdf": b"old"}


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "make room there"),
        (errno.EDQUOT, "make room there"),
        (errno.EFBIG, "make room there"),
        (errno.EACCES, "see that you may write there"),
        (errno.EROFS, "see that you may write there"),
        (errno.ENOENT, "see that the folder is still there"),
        (errno.EIO, "see to it"),
    ],
)
def test_what_to_do_is_said_for_each_cause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, advice: str
) -> None:
    def fail(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError) as caught:
        exchange(tmp_path, {"a.pdf": b"x"})
    assert caught.value.message == f"cannot write {tmp_path / 'a.pdf'}: {os.strerror(number)}"
    assert caught.value.help is not None
    assert caught.value.help.startswith(advice)
    assert "-o" in caught.value.help
    assert caught.value.status == 2
    assert files(tmp_path) == {}


@pytest.mark.parametrize("path", ["../a.pdf", "/etc/a.pdf", "public/../../a.pdf"])
def test_a_path_that_leaves_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(OutputError, match="leads out of the output folder"):
        exchange(tmp_path / "out", {"fine.pdf": b"x", path: b"x"})
    with pytest.raises(OutputError, match="leads out of the output folder"):
        withdraw(tmp_path / "out", [path])
    assert files(tmp_path) == {}


def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out" / "public").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError):
        exchange(tmp_path / "out", {"public/a.pdf": b"x"})
    assert files(tmp_path) == {}


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    with pytest.raises(OutputError) as caught:
        exchange(tmp_path / "out", {"a.pdf": b"x"})
    assert caught.value.help is not None
    assert "no file is in its place" in caught.value.help
    assert files(tmp_path) == {"out": b"a file"}


def test_leftovers_are_removed_and_nothing_that_looks_alike(tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    alike = [
        "a.pdf.4711-0123abcd.tmp",
        ".a.pdf.tmp",
        ".a.pdf.4711-0123abcd.tmp.bak",
        ".a.pdf.x-0123abcd.tmp",
        ".4711-0123abcd.tmp",
        "deep/er/" + LEFTOVER,
    ]
    exchange(out, dict.fromkeys((LEFTOVER, f"public/{LEFTOVER}", *alike), b"x"))
    exchange(elsewhere, {LEFTOVER: b"x"})
    (out / "link").symlink_to(elsewhere)
    (out / ".folder.4711-0123abcd.tmp").mkdir()

    assert remove_leftovers(out) == (LEFTOVER, f"public/{LEFTOVER}")
    assert set(files(out)) == set(alike)
    assert files(elsewhere) == {LEFTOVER: b"x"}
    assert remove_leftovers(out) == ()
