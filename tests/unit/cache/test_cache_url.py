"""A store behind a URL: what goes wrong there costs its entries and no more."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from briefgen.cache import UrlStore
from briefgen.cache.url import shown_url
from briefgen.errors import ToolMissingError, UsageError

KEY, OTHER = sha256(b"one").hexdigest(), sha256(b"other").hexdigest()


class Failing(MemoryFileSystem):
    """A server that cannot be reached."""

    protocol = "failing"
    asked: ClassVar[list[str]] = []

    def cat_file(self, path: str, *_: Any, **__: Any) -> bytes:
        Failing.asked.append("get")
        raise ConnectionError("no route to host")

    def pipe_file(self, path: str, *_: Any, **__: Any) -> None:
        Failing.asked.append("put")
        raise PermissionError("403")


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MemoryFileSystem, "store", {})
    monkeypatch.setattr(MemoryFileSystem, "pseudo_dirs", [""])
    monkeypatch.setattr(Failing, "asked", [])
    fsspec.register_implementation("failing", Failing, clobber=True)


@pytest.fixture(params=["memory://bucket/folder", "file"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return f"file://{tmp_path}/cache" if request.param == "file" else str(request.param)


def test_what_was_put_comes_back_to_another(url: str) -> None:
    store = UrlStore(url)
    assert store.get(KEY) is None
    store.put(KEY, b"content")
    assert UrlStore(url + "/").get(KEY) == b"content"
    assert store.get(OTHER) is None
    store.put(KEY, b"new")
    assert store.get(KEY) == b"new"
    assert store.trouble is None


def test_a_damaged_or_swapped_entry_is_none(url: str) -> None:
    store = UrlStore(url)
    store.put(KEY, b"one")
    store.put(OTHER, b"other")
    files, top = fsspec.core.url_to_fs(url)
    first, second = (f"{top}/{key[:2]}/{key}" for key in (KEY, OTHER))
    files.pipe_file(second, files.cat_file(first))
    assert store.get(OTHER) is None
    files.pipe_file(first, files.cat_file(first)[:-1])
    assert store.get(KEY) is None
    assert store.trouble is None
    store.put(KEY, b"one")
    assert store.get(KEY) == b"one"


def test_nothing_lies_beside_the_entries(url: str) -> None:
    store = UrlStore(url)
    store.put(KEY, b"content")
    store.put(KEY, b"content")
    files, top = fsspec.core.url_to_fs(url)
    assert [path.rsplit("/", 1)[-1] for path in files.find(top)] == [KEY]


def test_no_half_of_an_entry_is_seen_in_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = UrlStore(f"file://{tmp_path}")
    store.put(KEY, b"old")
    kind = type(store._files)
    write = kind.pipe_file

    def full(self: Any, path: str, content: bytes, *_: Any, **__: Any) -> None:
        write(self, path, content[:5])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(kind, "pipe_file", full)
        store.put(KEY, b"new")
    assert isinstance(store.trouble, OSError)
    assert UrlStore(f"file://{tmp_path}").get(KEY) == b"old"
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_a_bucket_is_not_asked_for_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may write objects need not have the right to make buckets, or to ask for them."""

    def refused(*_: object, **__: object) -> None:
        raise PermissionError("403")

    monkeypatch.setattr(MemoryFileSystem, "makedirs", refused)
    store = UrlStore("memory://bucket/folder")
    store.put(KEY, b"content")
    assert store.get(KEY) == b"content"
    assert store.trouble is None


def test_a_server_in_trouble_is_asked_once() -> None:
    store = UrlStore("failing://bucket")
    assert store.get(KEY) is None
    assert isinstance(store.trouble, ConnectionError)
    assert store.get(OTHER) is None
    store.put(KEY, b"content")
    assert Failing.asked == ["get"]


def test_one_that_takes_nothing_is_asked_once() -> None:
    store = UrlStore("failing://bucket")
    store.put(KEY, b"content")
    store.put(OTHER, b"content")
    assert store.get(KEY) is None
    assert isinstance(store.trouble, PermissionError)
    assert Failing.asked == ["put"]


def test_what_is_no_url_of_a_store_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        UrlStore("nothing://bucket")
    assert not isinstance(caught.value, ToolMissingError)
    assert "nothing://bucket" in caught.value.message
    assert "--no-cache" in str(caught.value.help)


def test_without_the_package_the_help_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(ToolMissingError) as caught:
        UrlStore("memory://bucket")
    assert "briefgen[cache]" in str(caught.value.help)
    assert caught.value.status == 4


def test_a_package_for_the_kind_of_server_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(ToolMissingError) as caught:
        UrlStore("s3://bucket/folder")
    assert "s3fs" in caught.value.message
    assert "install it" in str(caught.value.help)


def test_nobody_is_told_a_password() -> None:
    assert shown_url("ftp://user:s3cr3t@host/folder?x=1") == "ftp://host/folder?x=1"
    with pytest.raises(UsageError) as caught:
        UrlStore("nothing://user:s3cr3t@bucket")
    assert "s3cr3t" not in caught.value.message
    assert "nothing://bucket" in caught.value.message


def test_a_server_that_is_reached_for_at_once_and_is_not_there_is_in_trouble() -> None:
    class Absent(MemoryFileSystem):
        protocol = "absent"
        cachable = False

        def __init__(self, **_: Any) -> None:
            raise ConnectionRefusedError("nobody listens for absent://user:s3cr3t@host")

    fsspec.register_implementation("absent", Absent, clobber=True)
    store = UrlStore("absent://user:s3cr3t@host")
    assert isinstance(store.trouble, ConnectionRefusedError)
    assert "s3cr3t" not in str(store.trouble)
    assert store.get(KEY) is None
    store.put(KEY, b"content")
    assert store.has(KEY)


@pytest.mark.parametrize("url", ["file://", "file://cache", "local://"])
def test_a_url_of_files_names_a_whole_path(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        UrlStore(url)
    assert "file:///srv/cache" in str(caught.value.help)


def test_what_is_there_is_known_without_fetching_it(url: str) -> None:
    store = UrlStore(url)
    assert not store.has(KEY)
    store.put(KEY, b"content")
    assert store.has(KEY)
    assert not store.has(OTHER)
    assert store.trouble is None
