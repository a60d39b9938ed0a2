"""Single files: in the folder, or copies that lie elsewhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from built_project import (
    FILES,
    HTML,
    MARKDOWN,
    PDF,
    PUBLIC,
    SECRET,
    STAFF,
    STAFF_PDF,
    Built,
    codes,
    text_of,
)

from briefgen.errors import UsageError
from briefgen.project import Document

RIGHT = ("nothing leaked, nothing lost", "what the content on disk gives")


def copied(built: Built, path: str, name: str) -> Path:
    target = built.output.parent / name
    target.parent.mkdir(exist_ok=True)
    shutil.copy(built.path(path), target)
    return target


@pytest.mark.parametrize("path", [PDF, MARKDOWN, HTML, STAFF_PDF])
def test_a_file_of_the_folder(built: Built, path: str) -> None:
    verdict = built.verify_file(built.path(path))
    assert verdict.holds == ("as recorded", *RIGHT)
    assert verdict.document is not None
    assert verdict.document.audience == path.partition("/")[0]


@pytest.mark.parametrize("path", [PDF, MARKDOWN, HTML, STAFF_PDF])
def test_a_copy_is_known_by_its_digest_whatever_it_is_called(built: Built, path: str) -> None:
    verdict = built.verify_file(copied(built, path, "brief (1).bin"))
    assert verdict.holds == ("as recorded", *RIGHT)
    assert verdict.document is not None
    assert verdict.document.audience == path.partition("/")[0]


@pytest.mark.parametrize("path", [PDF, STAFF_PDF, MARKDOWN])
def test_a_copy_is_known_by_what_it_says_when_there_is_no_manifest(built: Built, path: str) -> None:
    name = "brief.pdf" if path.endswith("pdf") else "d.timeline.en.md"
    copy = copied(built, path, name)
    shutil.rmtree(built.output)
    verdict = built.verify_file(copy)
    assert verdict.holds == RIGHT
    assert verdict.document is not None
    assert verdict.document.audience == path.partition("/")[0]


def test_a_copy_is_known_by_its_name_and_folder(built: Built) -> None:
    copy = copied(built, HTML, "public/d.timeline.en.html")
    elsewhere = copied(built, HTML, "d.timeline.en.html")
    shutil.rmtree(built.output)
    assert built.verify_file(copy).holds == RIGHT
    unknown = built.verify_file(elsewhere)
    assert codes(unknown) == ["BG651"]
    assert "`d/timeline/public/en`, `d/timeline/staff/en`" in text_of(unknown.diagnostics)
    assert built.verify_file(elsewhere, PUBLIC).holds == RIGHT


def test_an_edited_copy_under_any_name_is_known_by_its_head_and_searched(built: Built) -> None:
    """The folder is asked for two kinds of document; the head of the file names one."""
    both = built.changed("briefgen.yaml", "[timeline]", "[timeline, one-pager]")
    copy = copied(built, MARKDOWN, "brief.md")
    copy.write_text(copy.read_text("utf-8") + f"\n{SECRET}\n", "utf-8")
    verdict = both.verify_file(copy)
    assert verdict.document is not None
    assert verdict.document.name == PUBLIC.name
    assert "BG630" in codes(verdict)


def test_a_copy_with_other_ends_of_lines_is_told_as_such(built: Built) -> None:
    copy = copied(built, MARKDOWN, "d.timeline.en.md")
    copy.write_bytes(copy.read_bytes().replace(b"\n", b"\r\n"))
    verdict = built.verify_file(copy, PUBLIC)
    assert codes(verdict) == ["BG643"]
    assert "only the ends of its lines" in text_of(verdict.diagnostics)


@pytest.mark.parametrize(
    ("size", "note"), [(0, "it is empty"), (9000, "it is a PDF that is damaged")]
)
def test_what_is_left_of_a_pdf_is_told(built: Built, size: int, note: str) -> None:
    copy = copied(built, PDF, "brief.pdf")
    copy.write_bytes(copy.read_bytes()[:size])
    verdict = built.verify_file(copy)
    assert codes(verdict) == ["BG651"]
    assert note in text_of(verdict.diagnostics)


def test_documents_with_portion_marks_are_made_again_with_them(tmp_path: Path) -> None:
    files = dict(FILES)
    files["briefgen.yaml"] = files["briefgen.yaml"].replace(
        "clearance: TLP:RED", "clearance: TLP:RED, portion_marks: true"
    )
    marked = Built(tmp_path / "output", files)
    marked.build()
    assert b"(TLP:RED)" in marked.path(STAFF_PDF.replace(".pdf", ".md")).read_bytes()
    assert marked.wrong() == {}


def test_what_says_nothing_of_itself(built: Built, tmp_path: Path) -> None:
    note = tmp_path / "note.pdf"
    note.write_bytes(b"%PDF-1.7\n")
    assert codes(built.verify_file(note)) == ["BG651"]
    note.write_text("a note")
    assert codes(built.verify_file(note)) == ["BG651"]
    assert codes(built.verify_file(built.path("manifest.json"))) == ["BG651"]


def test_a_copy_that_was_altered_is_told_by_its_identifier(built: Built) -> None:
    copy = copied(built, PDF, "mail.pdf")
    copy.write_bytes(copy.read_bytes() + SECRET.encode())
    verdict = built.verify_file(copy)
    assert codes(verdict) == ["BG630", "BG643"]
    assert "neither in the manifest nor what the content on disk gives" in text_of(
        verdict.diagnostics
    )
    assert "50 bytes added behind its end" in text_of(verdict.diagnostics)


def test_what_the_user_says_that_a_file_is_counts(built: Built) -> None:
    copy = copied(built, STAFF_PDF, "mail.pdf")
    assert built.verify_file(copy, STAFF).is_good
    assert codes(built.verify_file(copy, PUBLIC)) == ["BG630", "BG631", "BG643"]
    gone = Document("d", "timeline", "press", "en")
    assert codes(built.verify_file(copy, gone)) == ["BG649"]


def test_a_link_in_the_folder_is_what_its_place_says(built: Built) -> None:
    built.path(PDF).unlink()
    built.path(PDF).symlink_to(built.path(STAFF_PDF))
    assert "BG644" in codes(built.verify_file(built.path(PDF)))


def test_a_folder_by_another_way_is_the_folder(built: Built, tmp_path: Path) -> None:
    (tmp_path / "way").symlink_to(built.output)
    shutil.copy(built.path(STAFF_PDF), built.path(PDF))
    for path in (tmp_path / "way" / PDF, built.output / "staff" / ".." / PDF):
        assert "BG644" in codes(built.verify_file(path))


def test_a_file_that_is_gone_and_one_that_never_was(built: Built) -> None:
    built.path(PDF).unlink()
    assert codes(built.verify_file(built.path(PDF))) == ["BG642"]
    for path in (built.path("public/never.pdf"), built.output, Path("/dev/null")):
        with pytest.raises(UsageError, match="cannot be verified"):
            built.verify_file(path)
