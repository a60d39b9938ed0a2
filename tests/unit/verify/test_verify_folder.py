"""A folder of files that were built: each way to spoil it has its answer."""

from __future__ import annotations

import os
import shutil
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from built_project import HTML, MARKDOWN, PDF, SECRET, STAFF_PDF, Built, text_of
from killed_renames import Killed, killed_after

from briefgen.errors import NothingMatchedError, OutputError
from briefgen.output_lock import LOCK, locked

GOOD = ("as recorded", "nothing leaked, nothing lost", "what the content on disk gives")
EVENT = "  e: {date: 2023-05-01, text: The open"
OTHER = "  f: {date: 2023-05-01, text: A brief"
SCHEME = """\
marking_schemes:
  TLP:
    levels: [CLEAR, GREEN, AMBER, AMBER+STRICT, RED]
    colours: ["#EEEEEE", "#33FF00", "#FFC000", "#FFC000", "#FF2B2B"]
"""
LEFTOVER = "public/.d.timeline.en.pdf.4711-0123abcd.tmp"


def test_files_that_nobody_touched_are_good(built: Built) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.output.rglob("*")}
    found = built.verify()
    assert len(found) == 6
    assert {verdict.holds for verdict in found.values()} == {GOOD}
    assert all(verdict.is_good for verdict in found.values())
    # nothing was written, and nothing was looked up anew
    assert {path: path.stat().st_mtime_ns for path in built.output.rglob("*")} == before


def test_the_quick_part_makes_nothing_again(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.verify.again.make_document", None)
    found = built.verify(rebuild=False)
    assert {verdict.holds for verdict in found.values()} == {("as recorded", "nothing leaked")}


def _appended(content: bytes) -> bytes:
    return content + f"\n% {SECRET}\n".encode()


def _attached(content: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.attachments["note.txt"] = pikepdf.AttachedFileSpec(pdf, SECRET.encode())
        pdf.save(out)
    return out.getvalue()


def _buried(content: bytes) -> bytes:
    stream = zlib.compress(f"({SECRET}) Tj".encode())
    return content + b"\n99 0 obj\n<<>>\nstream\n" + stream + b"\nendstream\nendobj\n"


@pytest.mark.parametrize("rebuild", [True, False])
@pytest.mark.parametrize("hide", [_appended, _attached, _buried])
def test_restricted_words_in_a_pdf_are_found(built: Built, hide: object, rebuild: bool) -> None:
    assert callable(hide)
    built.write(PDF, hide)
    found = built.verify(rebuild=rebuild)[PDF]
    assert {"BG630", "BG643"} <= {fault.code for fault in found.diagnostics}
    assert "`events/r`" in text_of(found.diagnostics)
    assert f"in the file {PDF}" in text_of(found.diagnostics)
    assert found.holds == ()
    # the readers of the other document may see the same words
    built.write(STAFF_PDF, hide)
    assert "BG630" not in {
        fault.code for fault in built.verify(rebuild=rebuild)[STAFF_PDF].diagnostics
    }


@pytest.mark.parametrize("path", [MARKDOWN, HTML])
def test_restricted_words_in_text_are_found(built: Built, path: str) -> None:
    built.write(path, lambda content: content.replace(b"The open meeting", SECRET.encode()))
    found = built.verify()[path]
    assert {fault.code for fault in found.diagnostics} == {"BG630", "BG631", "BG643"}


def test_a_file_that_leaks_is_told_from_one_that_was_only_changed(built: Built) -> None:
    built.write(MARKDOWN, lambda content: content.replace(b"open meeting", b"shut meeting"))
    found = built.verify()[MARKDOWN]
    assert sorted({fault.code for fault in found.diagnostics}) == ["BG631", "BG643"]
    assert "events/e: text is not there" in text_of(found.diagnostics)
    assert built.wrong(rebuild=False) == {MARKDOWN: ["BG643"]}
    assert built.verify(rebuild=False)[MARKDOWN].holds == ("nothing leaked",)


def _flipped(content: bytes) -> bytes:
    return content[:-200] + bytes([content[-200] ^ 1]) + content[-199:]


@pytest.mark.parametrize(
    ("spoil", "note"),
    [
        (_flipped, "1 byte of "),
        (lambda content: content[: len(content) // 2], "it ends after "),
        (lambda content: b"", "it ends after 0 of "),
        (lambda content: content + b"\n", "1 byte added behind its end"),
        (lambda content: b"no PDF at all", "it has 13 bytes and should have "),
    ],
)
def test_a_pdf_that_was_damaged(built: Built, spoil: object, note: str) -> None:
    assert callable(spoil)
    built.write(PDF, spoil)
    verdict = built.verify()[PDF]
    (altered,) = [fault for fault in verdict.diagnostics if fault.code == "BG643"]
    assert altered.notes[0].startswith(note)
    assert not verdict.is_good
    assert PDF in built.wrong(rebuild=False)


def test_every_cut_and_every_few_flips_have_an_answer(built: Built) -> None:
    """Whatever a reader makes of the bytes, there is a verdict and no traceback."""
    whole = built.path(PDF).read_bytes()
    for number in range(60):
        at = len(whole) * number // 60
        for content in (whole[:at], whole[:at] + b"\x00\xff<<" + whole[at + 4 :]):
            built.path(PDF).write_bytes(content)
            assert "BG643" in built.wrong(rebuild=False)[PDF]


def test_a_proof_that_cannot_read_a_file_is_no_bug_of_ours(
    built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    def confused(*arguments: object) -> None:
        raise AttributeError("objgen")

    built.write(PDF, _flipped)
    monkeypatch.setattr("briefgen.verify.proving.prove", confused)
    found = built.verify()[PDF]
    assert "cannot be read back" in text_of(found.diagnostics)
    assert sorted({fault.code for fault in found.diagnostics}) == ["BG631", "BG643"]


def test_one_audiences_file_under_anothers_name(built: Built) -> None:
    shutil.copy(built.path(STAFF_PDF), built.path(PDF))
    found = built.verify()
    assert [fault.code for fault in found[PDF].diagnostics if fault.code != "BG630"] == ["BG644"]
    assert "is the file of `d/timeline/staff/en`" in text_of(found[PDF].diagnostics)
    assert "BG630" in {fault.code for fault in found[PDF].diagnostics}
    assert found[STAFF_PDF].is_good


def test_one_audiences_file_beside_anothers(built: Built) -> None:
    shutil.copy(built.path(STAFF_PDF), built.path("public/more.pdf"))
    assert built.wrong() == {"public/more.pdf": ["BG630", "BG644"]}
    # also when the user asks for that file alone: where it lies says who gets it
    assert {f.code for f in built.verify_file(built.path("public/more.pdf")).diagnostics} == {
        "BG630",
        "BG644",
    }


def test_a_file_that_no_build_made(built: Built) -> None:
    built.path("public/notes.docx").write_bytes(b"PK\x03\x04 notes")
    built.path("public/.hidden").write_text(f"Remember: {SECRET}.")
    built.path("elsewhere.md").write_text(SECRET)
    assert built.wrong() == {
        "elsewhere.md": ["BG647"],
        "public/.hidden": ["BG630", "BG647"],
        "public/notes.docx": ["BG647"],
    }


def test_what_is_gone(built: Built) -> None:
    built.path(PDF).unlink()
    shutil.rmtree(built.path("staff"))
    assert built.wrong() == {
        PDF: ["BG642"],
        **{f"staff/d.timeline.en.{ending}": ["BG642"] for ending in ("pdf", "md", "html")},
    }


def test_what_is_no_file(built: Built, tmp_path: Path) -> None:
    outside = tmp_path / "outside.pdf"
    shutil.copy(built.path(PDF), outside)
    for path in (PDF, MARKDOWN, HTML):
        built.path(path).unlink()
    built.path(PDF).symlink_to(outside)
    built.path(MARKDOWN).mkdir()
    os.mkfifo(built.path(HTML))
    built.path("public/loop").symlink_to("loop")
    built.path("public/up").symlink_to("../staff")
    found = built.verify()
    assert "it is a link that leads out of the folder" in text_of(found[PDF].diagnostics)
    assert "is not there" in text_of(found[MARKDOWN].diagnostics)
    assert "it is no file" in text_of(found[HTML].diagnostics)
    assert built.wrong() == {
        PDF: ["BG642"],
        MARKDOWN: ["BG642"],
        HTML: ["BG642"],
        "public/loop": ["BG647"],
        "public/up": ["BG647"],
    }


def test_a_file_that_is_too_big_is_not_read(built: Built) -> None:
    with built.path(PDF).open("wb") as file:
        file.truncate(1 << 33)
    found = built.verify(rebuild=False)[PDF]
    assert [fault.code for fault in found.diagnostics] == ["BG642"]
    assert "it has more than 256 MiB" in text_of(found.diagnostics)


def test_content_that_has_changed_since(built: Built) -> None:
    now = built.changed("content/d/items.yaml", "open meeting", "public meeting")
    found = now.verify()
    assert {tuple(f.code for f in verdict.diagnostics) for verdict in found.values()} == {
        ("BG645",)
    }
    assert found[PDF].holds == ("as recorded", "nothing leaked")
    assert found[PDF].diagnostics[0].notes == ("since it was built, events have changed: `e`",)


@pytest.mark.parametrize(
    ("path", "old", "new", "note"),
    [
        ("content/d/items.yaml", EVENT, OTHER, "events are new: `f`"),
        ("content/d/items.yaml", EVENT, OTHER, "events are gone: `e`"),
        ("content/d/dossier.yaml", "A title", "Another", "the dossier's own fields"),
        ("briefgen.yaml", "to: [", f"{SCHEME}to: [", "what `briefgen.yaml` says"),
        (
            "templates/timeline/style.css",
            "",
            "h1 { color: red }",
            "template files are new: `templates",
        ),
    ],
)
def test_what_has_changed_is_named(built: Built, path: str, old: str, new: str, note: str) -> None:
    now = built.changed(path, old, new) if old else Built(built.output, {**built.files, path: new})
    told = [note for fault in now.verify()[PDF].diagnostics for note in fault.notes]
    assert any(one.startswith(f"since it was built, {note}") for one in told), told


def test_what_was_marked_up_since_leaks_from_the_old_file(built: Built) -> None:
    text = f"text: {SECRET.replace('hotel', 'castle')}, status"
    before = built.changed(
        "content/d/items.yaml", "text: The open meeting took place, status", text
    )
    before.build()
    now = before.changed("content/d/items.yaml", text, f"marking: TLP:RED, {text}")
    assert now.wrong(rebuild=False) == {path: ["BG630"] for path in (PDF, MARKDOWN, HTML)}
    assert "BG630" in now.wrong()[PDF]


def test_a_document_that_cannot_be_made_any_more(built: Built) -> None:
    broken = built.changed("content/d/items.yaml", "sources: [s]", "sources: [gone]")
    found = broken.verify()
    assert {tuple(f.code for f in verdict.diagnostics) for verdict in found.values()} == {
        ("BG649",)
    }
    (fault,) = found[PDF].diagnostics
    assert fault.message == f"{PDF} cannot be made again: its content has 2 errors"
    assert fault.notes[0].startswith("BG201 at content/d/items.yaml:2:")
    assert found[PDF].holds == ("as recorded",)


def test_without_the_whole_content_nothing_is_good(built: Built) -> None:
    """What its readers may not see may stand in the item that has the fault."""
    broken = built.changed("content/d/items.yaml", "sources: [s]", "sources: [gone]")
    wrong = broken.wrong(rebuild=False)
    assert {PDF, MARKDOWN, HTML} < wrong.keys()
    assert set(map(tuple, wrong.values())) == {("BG649",)}


@pytest.mark.parametrize(
    ("path", "old", "new", "reason"),
    [
        ("briefgen.yaml", "staff:", "office:", "there is no audience `staff`"),
        ("briefgen.yaml", "[timeline]", "[policy-brief]", None),
    ],
)
def test_what_the_project_no_longer_has(
    built: Built, path: str, old: str, new: str, reason: str | None
) -> None:
    now = built.changed(path, old, new)
    found = now.verify()
    if reason is None:
        # it was built beside what is asked for, of things that there are
        assert found[STAFF_PDF].is_good
        assert now.question().not_built == ("d/policy-brief/public/en", "d/policy-brief/staff/en")
        return
    (fault,) = found[STAFF_PDF].diagnostics
    assert (fault.code, reason in fault.message) == ("BG649", True)
    assert found[STAFF_PDF].holds == ("as recorded",)
    assert found[PDF].is_good


@pytest.mark.parametrize("gone", ["dossier", "template"])
def test_a_dossier_or_a_kind_that_is_gone(built: Built, gone: str) -> None:
    manifest = built.manifest
    for entry in manifest["documents"]:
        old = entry[gone]
        entry[gone] = "gone"
        entry["name"] = entry["name"].replace(old, "gone")
        for output in entry["outputs"]:
            path = output["path"]
            folder, _, name = path.partition("/")
            output["path"] = f"{folder}/{name.replace(f'{old}.', 'gone.', 1)}"
            built.path(path).rename(built.path(output["path"]))
    built.put(manifest)
    found = built.verify()
    noun = "kind" if gone == "template" else gone
    for verdict in found.values():
        (fault,) = verdict.diagnostics
        assert fault.code == "BG649"
        assert f"there is no {noun} `gone`" in fault.message


def test_other_versions_make_other_bytes(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefgen.verify import again

    make = again.make_document

    def otherwise(*arguments: object) -> object:
        from dataclasses import replace

        made = make(*arguments)  # type: ignore[arg-type]
        rendered = {
            name: replace(one, content=one.content + b" ") for name, one in made.rendered.items()
        }
        return replace(made, rendered=rendered)

    monkeypatch.setattr(again, "make_document", otherwise)
    manifest = built.manifest
    manifest["versions"]["pango"] = "0.0.1"
    built.put(manifest)
    (fault,) = built.verify()[PDF].diagnostics
    assert fault.code == "BG646"
    assert fault.notes[0].startswith("built with pango 0.0.1, here ")
    del manifest["versions"]
    built.put(manifest)
    assert {fault.code for fault in built.verify()[PDF].diagnostics} == {"BG646"}


def test_nothing_was_built(built: Built, tmp_path: Path) -> None:
    with pytest.raises(NothingMatchedError, match="nothing was built in nowhere"):
        built.at(tmp_path / "nowhere").question()
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingMatchedError):
        built.at(tmp_path / "empty").question()


def test_without_a_manifest_the_paths_say_what_files_are(built: Built) -> None:
    built.path("manifest.json").unlink()
    built.write(MARKDOWN, lambda content: content + SECRET.encode())
    built.path("public/notes.txt").write_text("notes")
    assert built.wrong() == {
        "manifest.json": ["BG640"],
        MARKDOWN: ["BG630", "BG643"],
        "public/notes.txt": ["BG647"],
    }
    assert built.verify()[PDF].holds == GOOD[1:]


def test_a_manifest_that_cannot_be_read_ends_the_run(built: Built) -> None:
    built.path("manifest.json").unlink()
    built.path("manifest.json").mkdir()
    with pytest.raises(OutputError, match="cannot read"):
        built.question()


def test_leftovers_of_a_killed_build(built: Built) -> None:
    built.path(LEFTOVER).write_bytes(b"half")
    assert built.wrong() == {LEFTOVER: ["BG648"]}


def test_a_build_that_writes_is_waited_for_and_told(
    built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("briefgen.verify.folder.time.sleep", waits.append)
    built.path(LEFTOVER).write_bytes(b"half")
    with locked(built.output):
        assert built.wrong(rebuild=False) == {LEFTOVER: ["BG650"]}
    assert len(waits) > 5
    waits.clear()
    assert built.wrong(rebuild=False) == {LEFTOVER: ["BG648"]}
    assert waits == []


def test_a_lock_is_neither_made_nor_taken(built: Built) -> None:
    built.path(LOCK).unlink()
    built.verify(rebuild=False)
    assert not built.path(LOCK).exists()


def test_a_file_that_changes_while_it_is_looked_at(built: Built) -> None:
    question = built.question()
    built.write(PDF, _flipped)
    found = {verdict.shown: verdict for verdict in question.of_folder(lambda _: None)}
    assert [fault.code for fault in found[PDF].diagnostics] == ["BG650"]
    built.path(PDF).unlink()
    (verdict,) = [v for v in question.of_folder(lambda _: None) if v.shown == PDF]
    assert [fault.code for fault in verdict.diagnostics] == ["BG650"]


def test_files_of_two_builds(built: Built) -> None:
    now = built.changed("content/d/items.yaml", "open meeting", "public meeting")
    with pytest.raises(Killed), killed_after(2):
        now.build()
    found = now.verify()
    (fault,) = found["d/timeline/public/en"].diagnostics
    assert fault.code == "BG648"
    assert fault.notes == (
        f"of that build: {PDF}",
        f"of the build before: {MARKDOWN}, {HTML}",
    )
    assert found[PDF].is_good
    assert [f.code for f in found[MARKDOWN].diagnostics] == ["BG645"]
    now.build()
    assert now.wrong() == {}


def test_the_first_build_was_killed(built: Built) -> None:
    shutil.rmtree(built.output)
    with pytest.raises(Killed), killed_after(2):
        built.build()
    found = built.verify()
    assert built.wrong() == {"d/timeline/public/en": ["BG648"]}
    assert found["d/timeline/public/en"].diagnostics[0].notes == (
        f"of that build: {PDF}",
        f"not written: {MARKDOWN}, {HTML}",
    )
    assert found[PDF].holds == GOOD


def test_right_bytes_that_the_manifest_does_not_know(built: Built) -> None:
    now = built.changed("content/d/items.yaml", "open meeting", "public meeting")
    old = built.path("manifest.json").read_bytes()
    now.build()
    built.path("manifest.json").write_bytes(old)
    assert now.wrong() == {path: ["BG648"] for path in now.verify()}
