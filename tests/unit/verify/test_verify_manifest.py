"""A manifest that somebody has damaged, or written to mislead."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from built_project import MARKDOWN, PDF, STAFF_PDF, Built, text_of

from briefgen.ledger import FORMAT
from briefgen.verify import manifest_file
from briefgen.verify.manifest_file import parse_manifest


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "cannot be read"),
        ("{", "cannot be read"),
        ("[]", "is no manifest of a build"),
        ("3", "is no manifest of a build"),
        ("[" * 100_000, "cannot be read"),
        ('{"a":' * 100_000, "cannot be read"),
        ('{"manifest": 1, "manifest": 1, "documents": []}', "cannot be read"),
        ("{}", "is no manifest of a build"),
        ('{"manifest": true, "documents": []}', "is no manifest of a build"),
        ('{"manifest": "1", "documents": []}', "is no manifest of a build"),
        ('{"manifest": 1}', "is no manifest of a build"),
        ('{"manifest": 1, "documents": {}}', "is no manifest of a build"),
        ('{"manifest": 2, "documents": []}', "is of format 2, which a newer briefgen wrote"),
        ('{"manifest": 0, "documents": []}', "is of format 0, which an older briefgen wrote"),
        ("1" * 5000, "cannot be read"),
        ('{"manifest": 1, "documents": [], "versions": 3}', "the head of m is not as a build"),
        ('{"manifest": 1, "documents": [], "revision": {"commit": 3}}', "the head of m is not"),
        ('{"manifest": 1, "documents": [3]}', "entry 1 of m is not as a build writes it"),
        ('{"manifest": 1, "documents": [{}]}', "entry 1 of m is not as a build writes it"),
    ],
)
def test_what_is_no_manifest(text: str, message: str) -> None:
    manifest, (fault,) = parse_manifest(text.encode(), "m")
    assert fault.code == "BG641"
    assert message in fault.message
    assert fault.help
    assert manifest is None or not manifest.documents


def test_bytes_that_are_no_text_and_too_many_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert parse_manifest(b"\xff\xfe\xff", "m")[0] is None
    monkeypatch.setattr(manifest_file, "MOST_BYTES", 10)
    _, (fault,) = parse_manifest(b" " * 11, "m")
    assert fault.code == "BG641"


def test_an_empty_manifest_is_a_manifest() -> None:
    manifest, faults = parse_manifest(b'{"manifest": 1, "documents": []}', "m")
    assert manifest is not None
    assert faults == ()
    assert FORMAT == 1


def _set(key: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda entry: entry.update({key: value})


def _output(key: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda entry: entry["outputs"][0].update({key: value})


HOSTILE = {
    "a path outside": _output("path", "../secret.pdf"),
    "an absolute path": _output("path", "/etc/passwd"),
    "another document's path": _output("path", STAFF_PDF),
    "another format's path": _output("format", "html"),
    "a NUL": _output("path", "public/\0.pdf"),
    "a path that is a number": _output("path", 3),
    "a digest that is none": _output("sha256", "0" * 63),
    "a digest in capitals": _output("sha256", "A" * 64),
    "a size that is text": _output("bytes", "100"),
    "a size below nothing": _output("bytes", -1),
    "an unknown format": _output("format", "docx"),
    "the same file twice": lambda entry: entry["outputs"].append(entry["outputs"][0]),
    "outputs that are no list": _set("outputs", {"a": 1}),
    "a name of another": _set("name", "d/timeline/staff/en"),
    "an audience that is a path": _set("audience", "../public"),
    "a language that is none": _set("language", "../en"),
    "a paper that is none": _set("paper", "A0"),
    "items that are a list": _set("inputs", {"items": []}),
    "earlier builds that are text": _set("earlier", "none"),
    "earlier builds of nothing": _set("earlier", [{}]),
}


@pytest.mark.parametrize("spoil", HOSTILE.values(), ids=HOSTILE.keys())
def test_an_entry_that_no_build_writes_is_not_followed(
    built: Built, spoil: Callable[[dict[str, Any]], None]
) -> None:
    shutil.copy(built.path(PDF), built.output.parent / "secret.pdf")
    manifest = built.manifest
    spoil(manifest["documents"][0])
    built.put(manifest)
    found = built.verify(rebuild=False)
    (fault,) = found.pop("manifest.json").diagnostics
    assert fault.code == "BG641"
    assert fault.message == "entry 1 of manifest.json is not as a build writes it"
    assert fault.notes
    assert not any("\\A" in note or "^" in note for note in fault.notes)
    # the files are looked at all the same, as what their paths say; the other entry holds
    assert found[PDF].holds == ("nothing leaked",)
    assert found[STAFF_PDF].holds == ("as recorded", "nothing leaked")
    assert all(path.startswith(("public/", "staff/")) for path in found)


def test_a_size_that_is_not_the_files(built: Built) -> None:
    manifest = built.manifest
    manifest["documents"][0]["outputs"][0]["bytes"] += 1
    built.put(manifest)
    assert built.wrong() == {PDF: ["BG648"]}
    assert built.wrong(rebuild=False) == {PDF: ["BG643"]}


def test_entries_that_contradict_one_another(built: Built) -> None:
    manifest = built.manifest
    public, staff = manifest["documents"]
    built.put({**manifest, "documents": [public, staff, public]})
    assert "entry 3 of manifest.json is there twice" in text_of(built.question().faults)
    built.put({**manifest, "documents": [{**public, "earlier": [staff]}]})
    assert "entry 1 of manifest.json names several documents" in text_of(built.question().faults)


def test_a_language_that_nobody_knows(built: Built) -> None:
    manifest = built.manifest
    (public, _) = manifest["documents"]
    text = json.dumps(public).replace(".en.", ".zz.").replace("/en", "/zz")
    entry = json.loads(text) | {"language": "zz"}
    built.put({**manifest, "documents": [entry]})
    for path in built.output.glob("public/*"):
        path.rename(path.with_name(path.name.replace(".en.", ".zz.")))
    assert set(built.wrong()) >= {path.replace(".en.", ".zz.") for path in (PDF, MARKDOWN)}


def test_a_manifest_that_is_a_link_or_a_device(built: Built, tmp_path: Path) -> None:
    from briefgen.errors import OutputError

    built.path("manifest.json").unlink()
    built.path("manifest.json").symlink_to("/dev/zero")
    with pytest.raises(OutputError, match="it is no file"):
        built.question()
