"""A store in a folder: it may lose entries, and never gives others."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.cache import FolderStore
from briefgen.cache.store import sealed, unsealed

KEY, OTHER = sha256(b"one").hexdigest(), sha256(b"other").hexdigest()
A_DAY_S = 86_400


def entries(store: FolderStore) -> list[Path]:
    return sorted(path for path in store.folder.rglob("*") if path.is_file())


def used(path: Path, days_ago: float) -> None:
    moment = time.time() - days_ago * A_DAY_S
    os.utime(path, (moment, moment))


@pytest.mark.parametrize("content", [b"", b"x", bytes(range(256)) * 1000])
def test_what_was_put_comes_back(tmp_path: Path, content: bytes) -> None:
    store = FolderStore(tmp_path / "made")
    assert store.get(KEY) is None
    assert not store.folder.exists()
    store.put(KEY, content)
    assert store.get(KEY) == content
    assert store.get(OTHER) is None
    store.put(KEY, b"new")
    assert store.get(KEY) == b"new"
    assert len(entries(store)) == 1


@given(st.binary(max_size=40), st.data())
def test_a_damaged_entry_is_none(content: bytes, data: st.DataObject) -> None:
    entry = sealed(KEY, content)
    assert unsealed(KEY, entry) == content
    assert unsealed(OTHER, entry) is None
    cut = data.draw(st.integers(0, len(entry) - 1))
    assert unsealed(KEY, entry[:cut]) is None
    assert unsealed(KEY, entry + b"x") is None
    changed = bytearray(entry)
    changed[cut] ^= data.draw(st.integers(1, 255))
    assert unsealed(KEY, bytes(changed)) is None


def test_a_damaged_entry_goes_and_is_made_again(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.put(KEY, b"content")
    (path,) = entries(store)
    path.write_bytes(path.read_bytes()[:-1])
    assert store.get(KEY) is None
    assert entries(store) == []
    store.put(KEY, b"content")
    assert store.get(KEY) == b"content"


def test_an_entry_in_the_place_of_another_is_none(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.put(KEY, b"one")
    store.put(OTHER, b"other")
    first, second = (store.folder / key[:2] / key for key in (KEY, OTHER))
    second.write_bytes(first.read_bytes())
    assert store.get(OTHER) is None
    assert store.get(KEY) == b"one"


def test_several_write_the_same_at_once(tmp_path: Path) -> None:
    contents = [bytes([number]) * 100_000 for number in range(8)]
    stores = [FolderStore(tmp_path) for _ in contents]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda store, content: store.put(KEY, content), stores, contents))
    assert FolderStore(tmp_path).get(KEY) in contents
    assert len(entries(stores[0])) == 1


def test_killed_while_it_writes_it_leaves_the_old_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderStore(tmp_path)
    store.put(KEY, b"old")

    def killed(path: Path, content: bytes) -> None:
        with open(path, "wb") as file:  # noqa: PTH123
            file.write(content[:5])
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", killed)
        with pytest.raises(KeyboardInterrupt):
            store.put(KEY, b"new")
    assert store.get(KEY) == b"old"
    left = next(path for path in entries(store) if path.suffix == ".tmp")
    used(left, 40)
    assert store.sweep(1 << 30, 30) == 1
    assert store.get(KEY) == b"old"


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    store = FolderStore(tmp_path / "file" / "made")
    store.put(KEY, b"content")
    assert store.get(KEY) is None
    assert store.sweep(0, 0) == 0


def test_no_half_of_an_entry_stays_where_there_is_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FolderStore(tmp_path)

    def full(path: Path, content: bytes) -> None:
        path.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    store.put(KEY, b"content")
    assert entries(store) == []


def test_what_nobody_has_used_for_long_goes(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    for key in (KEY, OTHER):
        store.put(key, b"content")
    for path in entries(store):
        used(path, 31)
    assert store.get(KEY) == b"content"
    assert store.sweep(1 << 30, 30) == 1
    assert store.get(OTHER) is None
    assert store.get(KEY) == b"content"


def test_what_was_used_last_stays_while_there_is_room(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    keys = [sha256(bytes([number])).hexdigest() for number in range(4)]
    for days, key in enumerate(keys):
        store.put(key, bytes(1000))
        used(store.folder / key[:2] / key, days)
    assert store.sweep(10_000, 30) == 0
    assert store.sweep(2500, 30) == 2
    assert [store.get(key) is not None for key in keys] == [True, True, False, False]


def test_a_folder_that_several_use_has_the_rights_that_its_users_give(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        FolderStore(tmp_path).put(KEY, b"content")
    finally:
        os.umask(before)
    assert (tmp_path / KEY[:2]).stat().st_mode & 0o777 == 0o755
