"""The manifest in memory: the same bytes as written in one go, however many entries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen import ledger
from briefgen.errors import OutputError
from briefgen.ledger import FORMAT, MANIFEST, Ledger, ledger_of, read_manifest

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
HEADS = st.dictionaries(st.text().filter(lambda key: key not in ("manifest", "documents")), VALUES)
ENTRIES = st.lists(
    st.fixed_dictionaries({"name": st.text(max_size=4)}, optional={"job": VALUES, "files": VALUES}),
    max_size=4,
    unique_by=lambda entry: str(entry["name"]),
)


def whole(head: dict[str, Any], entries: list[dict[str, Any]]) -> bytes:
    documents = sorted(entries, key=lambda entry: str(entry["name"]))
    manifest = {"manifest": FORMAT, **head, "documents": documents}
    return (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode()


@given(HEADS, ENTRIES)
def test_its_bytes_are_those_of_the_whole_written_at_once(
    head: dict[str, Any], entries: list[dict[str, Any]]
) -> None:
    made = Ledger().with_head(head).with_entries(entries)
    assert made.content == whole(head, entries)


def test_it_comes_back_as_it_was_written(tmp_path: Path) -> None:
    entries = [
        {"name": f"d/{number}", "number": number, "deep": [{"ü": "\n"}]} for number in range(3000)
    ]
    made = Ledger().with_head({"briefgen": "1"}).with_entries(entries)
    (tmp_path / MANIFEST).write_bytes(made.content)
    read = ledger_of(tmp_path)
    assert not read.is_missing
    assert read.content == made.content == whole({"briefgen": "1"}, entries)
    assert read.entry("d/2999") == entries[2999]
    assert read.entry("d/3000") is None
    assert read_manifest(tmp_path) == json.loads(made.content)


def test_an_entry_takes_the_place_of_another_of_its_name() -> None:
    first = Ledger().with_entries([{"name": "a", "job": 1}, {"name": "b"}])
    second = first.with_entries([{"name": "a", "job": 2}])
    assert (first.entry("a"), second.entry("a")) == (
        {"name": "a", "job": 1},
        {"name": "a", "job": 2},
    )
    assert set(second.texts) == {"a", "b"}


def test_who_changes_an_entry_that_was_read_changes_nothing_else() -> None:
    made = Ledger().with_entries([{"name": "a", "outputs": [1]}])
    entry = made.entry("a")
    assert entry is not None
    entry["outputs"].append(2)
    assert made.entry("a") == {"name": "a", "outputs": [1]}


def test_what_concerns_a_run_takes_no_place_of_the_documents() -> None:
    head = {"manifest": 7, "documents": ["x"], "briefgen": "1"}
    assert json.loads(Ledger().with_head(head).content) == {
        "manifest": FORMAT, "briefgen": "1", "documents": [],
    }  # fmt: skip


def test_it_is_read_once_while_the_file_stays_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / MANIFEST
    path.write_bytes(Ledger().with_entries([{"name": "a"}]).content)
    read: list[bytes] = []
    parsed = ledger._parsed
    monkeypatch.setattr(
        ledger, "_parsed", lambda content: (read.append(content), parsed(content))[1]
    )
    assert ledger_of(tmp_path) is ledger_of(tmp_path)
    assert len(read) == 1
    other = tmp_path / "other"
    other.write_bytes(Ledger().with_entries([{"name": "b"}]).content)
    other.replace(path)
    assert set(ledger_of(tmp_path).texts) == {"b"}
    for number in range(10):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / MANIFEST).write_bytes(Ledger().content)
        ledger_of(folder)
    assert len(ledger._known) <= 4


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"1", b'{"manifest": 2}', b'{"documents": []}', b"[" * 100_000, b"\xff"],
)
def test_one_that_is_damaged_is_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / MANIFEST).write_bytes(content)
    assert ledger_of(tmp_path) == Ledger()
    assert read_manifest(tmp_path) == {}


def test_none_is_missing(tmp_path: Path) -> None:
    assert ledger_of(tmp_path / "none").is_missing
    (tmp_path / "file").write_bytes(b"")
    assert ledger_of(tmp_path / "file").is_missing


@pytest.mark.parametrize("documents", ["null", "{}", '[1, {}, {"name": 2}]'])
def test_entries_that_are_none_are_left_out(tmp_path: Path, documents: str) -> None:
    text = f'{{"manifest": {FORMAT}, "head": 1, "documents": {documents}}}'
    (tmp_path / MANIFEST).write_text(text)
    assert ledger_of(tmp_path).texts == {}
    assert ledger_of(tmp_path).head == {"head": 1}


def test_half_a_pair_of_surrogates_is_written_as_it_was_read(tmp_path: Path) -> None:
    text = f'{{"manifest": {FORMAT}, "\\ud800": 1, "documents": [{{"name": "\\udcff"}}]}}'
    (tmp_path / MANIFEST).write_text(text)
    assert json.loads(ledger_of(tmp_path).content) == json.loads(text)


def test_one_that_cannot_be_read_is_not_taken_for_none(tmp_path: Path) -> None:
    """Its entries would be lost."""
    (tmp_path / MANIFEST).mkdir()
    with pytest.raises(OutputError):
        ledger_of(tmp_path)


def test_what_is_expected_is_not_parsed_and_anything_else_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[bytes] = []
    parse = ledger._parsed
    monkeypatch.setattr(
        ledger, "_parsed", lambda content: (parsed.append(content), parse(content))[1]
    )
    written = Ledger().with_entries([{"name": "b"}, {"name": "a"}])
    (tmp_path / MANIFEST).write_bytes(written.content)
    ledger.expect(tmp_path, written, written.content)

    assert list(ledger_of(tmp_path).texts) == ["a", "b"]
    assert not ledger_of(tmp_path).is_missing
    assert parsed == []

    other = written.with_entries([{"name": "c"}]).content
    ledger.expect(tmp_path, written, written.content)
    (tmp_path / MANIFEST).write_bytes(other)
    assert list(ledger_of(tmp_path).texts) == ["a", "b", "c"]
    assert parsed == [other]
