"""Whole documents are what they were: words, outline, structure, Markdown, and how pages look."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from comparing import differences, differing_pictures, read_folder
from PIL import Image, ImageChops, ImageFilter
from renew import renew
from specimens import FOLDER, SPECIMENS, make

RENEW = "if that is meant: python tests/golden/renew.py, then read the whole diff"
GOLDEN = {name: read_folder(FOLDER / name) for name in SPECIMENS}
ONE = "one-pager.public.A4"
KIBIBYTES = 1024


@pytest.mark.parametrize("name", SPECIMENS)
def test_a_document_is_what_it_was(name: str, tmp_path: Path) -> None:
    found = list(differences(GOLDEN[name], make(name), tmp_path / name))

    assert not found, "\n".join([f"{name} is not what it was", *found, RENEW])


def test_there_are_golden_files_of_each_specimen_and_no_others() -> None:
    assert {folder.name for folder in FOLDER.iterdir()} == SPECIMENS.keys()


@pytest.mark.parametrize("name", SPECIMENS)
def test_golden_files_show_every_page_and_stay_small(name: str) -> None:
    pages = GOLDEN[name]["text.txt"].decode().count("--- page ")
    others = {"document.md", "text.txt", "outline.txt", "structure.txt"}

    assert pages >= 1
    assert GOLDEN[name].keys() - others == {f"page-{page}.png" for page in range(1, pages + 1)}
    assert max(map(len, GOLDEN[name].values())) <= 50 * KIBIBYTES


@pytest.mark.parametrize("name", SPECIMENS)
def test_golden_files_know_no_date_and_no_revision(name: str) -> None:
    command = ["git", "rev-parse", "--short=7", "HEAD"]
    ran = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False)
    revision = ran.stdout.strip()
    texts = b"".join(GOLDEN[name][file] for file in GOLDEN[name] if not file.endswith(".png"))

    as_of = "2025年7月14日" if name.endswith(".ja") else "As of 14 July 2023"
    assert as_of.encode() in texts
    assert not revision or revision.encode() not in texts


# The comparison itself: each change to one side must be seen.


def compared(tmp_path: Path, **changed: bytes | None) -> list[str]:
    """Return the differences when some files are others than they were, or none at all."""
    made = dict(GOLDEN[ONE])
    for name, content in changed.items():
        made.pop(name, None)
        if content is not None:
            made[name] = content
    return list(differences(GOLDEN[ONE], made, tmp_path / "evidence"))


def page() -> Image.Image:
    return Image.open(BytesIO(GOLDEN[ONE]["page-1.png"])).convert("L")


def as_file(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def test_the_same_files_do_not_differ(tmp_path: Path) -> None:
    assert compared(tmp_path) == []
    assert not (tmp_path / "evidence").exists()


@pytest.mark.parametrize("file", ["text.txt", "outline.txt", "structure.txt", "document.md"])
def test_a_changed_word_is_shown_with_its_line(tmp_path: Path, file: str) -> None:
    changed = GOLDEN[ONE][file].replace(b"stalled", b"halted")

    (found,) = compared(tmp_path, **{file: changed})

    assert f"--- {file} as it was" in found
    assert any(line.startswith("-") and "stalled" in line for line in found.splitlines())
    assert any(line.startswith("+") and "halted" in line for line in found.splitlines())


def test_a_page_more_and_a_page_less_are_seen(tmp_path: Path) -> None:
    assert compared(tmp_path, **{"page-2.png": as_file(page())}) == ["page-2.png: it is new"]
    assert compared(tmp_path, **{"page-1.png": None}) == ["page-1.png: it was there, and is gone"]


def test_a_changed_page_is_left_as_evidence(tmp_path: Path) -> None:
    blank = Image.new("L", page().size, 255)

    (found,) = compared(tmp_path, **{"page-1.png": as_file(blank)})

    evidence = tmp_path / "evidence"
    assert found.startswith("page-1.png: it differs all over")
    assert str(evidence / "difference-page-1.png") in found
    with Image.open(evidence / "difference-page-1.png") as shown:
        assert shown.size == page().size
    assert (evidence / "page-1.png").read_bytes() == as_file(blank)


def made_up(**changed: int) -> Image.Image:
    """Return a page with a tint and lines of words, some of them left out or changed."""
    values = {"tint": 238, "word": 110, "moved": 0} | changed
    picture = Image.new("L", (400, 560), 255)
    picture.paste(values["tint"], (250, 100, 380, 300))
    for across in range(40, 230, 26):
        for down in range(100, 500, 10):
            picture.paste(110, (across, down, across + 20, down + 4))
    picture.paste(values["word"], (40, 100, 60, 104))
    return ImageChops.offset(picture, 0, values["moved"])


@pytest.mark.parametrize("changed", [{"tint": 255}, {"word": 255}, {"moved": 1}])
def test_a_small_thing_that_a_reader_would_notice_is_seen(changed: dict[str, int]) -> None:
    assert differing_pictures(made_up(), made_up()) is None
    assert differing_pictures(made_up(), made_up(**changed))


def test_another_paper_is_seen() -> None:
    assert "its size is" in str(differing_pictures(page(), page().crop((0, 0, 400, 560))))


def test_smoother_edges_are_not_a_difference() -> None:
    smoother = page().filter(ImageFilter.GaussianBlur(0.4))

    assert smoother.tobytes() != page().tobytes()
    assert differing_pictures(page(), smoother) is None


def test_renewing_writes_what_differs_and_nothing_else(tmp_path: Path) -> None:
    made = GOLDEN[ONE] | {"text.txt": b"other words", "page-2.png": as_file(page())}
    smoother = as_file(page().filter(ImageFilter.GaussianBlur(0.4)))
    assert len(renew(tmp_path, made)) == len(made)

    assert renew(tmp_path, GOLDEN[ONE] | {"page-1.png": smoother}) == [
        "text.txt",
        "page-2.png removed",
    ]
    assert read_folder(tmp_path) == GOLDEN[ONE]
