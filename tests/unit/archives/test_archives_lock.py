"""The lock: stable, without words of archives, and read without a crash whatever is in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.archives.lock import (
    LOCK_FILE,
    Lock,
    LockedQuote,
    LockedSource,
    LockFault,
    parse_lock,
)
from briefgen.archives.writing import write_lock
from briefgen.errors import UsageError

A, B = "a" * 64, "b" * 64
LOCK = Lock(
    {"z": LockedSource("sources/z.txt", A), "a": LockedSource("sources/ä.pdf", B)},
    {
        "q": LockedQuote("z", A, ("line 1, column 2", "line 4, column 1")),
        "p": LockedQuote("a", B, ()),
    },
)


def test_what_is_written_is_read() -> None:
    assert parse_lock(LOCK.as_text().encode()) == LOCK
    assert parse_lock(Lock().as_text().encode()) == Lock()


def test_the_form() -> None:
    text = LOCK.as_text()
    assert text.endswith("}\n")
    assert not text.endswith("\n\n")
    assert json.loads(text)["format"] == 1
    assert list(json.loads(text)["sources"]) == ["a", "z"]
    turned = Lock(dict(reversed(LOCK.sources.items())), dict(reversed(LOCK.quotes.items())))
    assert turned.as_text() == text


def test_windows_line_ends_and_a_mark_are_read() -> None:
    assert parse_lock(b"\xef\xbb\xbf" + LOCK.as_text().replace("\n", "\r\n").encode()) == LOCK


def changed(*path: str, to: Any) -> bytes:
    content = json.loads(LOCK.as_text())
    holder = content
    for key in path[:-1]:
        holder = holder[key]
    if to is None:
        del holder[path[-1]]
    else:
        holder[path[-1]] = to
    return json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"", 1, "this is not JSON"),
        (b"{\n  \"format\": 1,\n}", 3, "this is not JSON"),
        (b"{\n<<<<<<< ours\n", 2, "a merge left both versions in it"),
        (b"{\n\xff\n}", 2, "the file is not UTF-8"),
        (b"[" * 100_000, 1, "not JSON that can be read"),
        (b"[]", 1, "the lock is a mapping"),
        (b"null", 1, "the lock is a mapping"),
        (b"{}", 1, "its `format` is not 1"),
        (changed("format", to=2), 2, "its `format` is not 1"),
        (changed("format", to=True), 2, "its `format` is not 1"),
        (changed("sources", to=[]), 18, "`sources` is a mapping"),
        (changed("quotes", "q", to="x"), 9, "`q` is a mapping"),
        (changed("quotes", "q", "places", to="line 1"), 10, "`places` is a list of words"),
        (changed("quotes", "q", "places", to=[1]), 10, "`places` is a list of words"),
        (changed("quotes", "q", "source", to=None), 9, "`q` has no `source`"),
        (changed("quotes", "q", "sha256", to="A" * 64), 14, "64 hexadecimal digits"),
        (changed("quotes", "q", "sha256", to=7), 14, "`q` has no `sha256` in words"),
        (changed("sources", "z", "archive", to=None), 23, "`z` has no `archive`"),
    ],
)  # fmt: skip
def test_a_broken_lock_is_a_fault_with_its_place(content: bytes, line: int, words: str) -> None:
    fault = parse_lock(content)
    assert isinstance(fault, LockFault), fault
    assert words in fault.message
    assert (fault.span.path, fault.span.line) == (LOCK_FILE, line)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["format", "sources", "quotes", "q", "places", "sha256", "archive"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON | JSON.map(lambda value: {"format": 1, "sources": {"z": value}, "quotes": value}))
def test_no_json_crashes_it(value: object) -> None:
    assert isinstance(parse_lock(json.dumps(value).encode()), Lock | LockFault)


@given(st.binary(max_size=60))
def test_no_bytes_crash_it(content: bytes) -> None:
    assert isinstance(parse_lock(content), Lock | LockFault)


def test_it_is_written_whole(tmp_path: Path) -> None:
    write_lock(tmp_path, Lock())
    write_lock(tmp_path, LOCK)
    assert (tmp_path / LOCK_FILE).read_bytes() == LOCK.as_text().encode()
    assert [path.name for path in tmp_path.iterdir()] == [LOCK_FILE]


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / LOCK_FILE).mkdir()
    with pytest.raises(UsageError, match="cannot write"):
        write_lock(tmp_path, LOCK)
    assert [path.name for path in tmp_path.iterdir()] == [LOCK_FILE]
    with pytest.raises(UsageError, match="cannot write"):
        write_lock(tmp_path / "nowhere", LOCK)
