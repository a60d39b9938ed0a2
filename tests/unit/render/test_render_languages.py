"""Words are parted and lines end as their language has it; what is read out is whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from briefgen.job import Job
from briefgen.prove.folding import squeeze
from briefgen.prove.reading import read_words
from briefgen.render import pdf
from briefgen.render.fonts import font_files

Make = Callable[..., Job]
STYLE = Path(__file__).parents[3] / "templates/_shared/style.css"
NARROW = "p { width: 32mm; hyphens: auto; overflow-wrap: break-word }"
WORDS = {
    "en": "internationalisation responsibility infrastructure administration",
    "de": "Verwaltungsgerichtsentscheidung Haushaltsgesetzgebung Grundstücksverkehrsgenehmigung",
    "fr": "anticonstitutionnellement intergouvernementalisation responsabilisation",
}
JAPANESE = (
    "「スーパーコンピューター」の利用について、委員会は（まだ）決定していない。しかし、ちょっと待って"
    "ください。ジャーナリストたちは、東京・大阪の両方で、ウィリアムズ氏の「発言」を聞いた！本当か？"
)
NEVER_FIRST = "、。，．・：；？！）」』】〕〉》ーァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ々"
NEVER_LAST = "（「『【〔〈《"


def drawn(job: Job) -> tuple[str, list[str]]:
    """Return what a PDF's structure reads, and its lines as they are drawn."""
    content = pdf.render(job).content
    with pypdfium2.PdfDocument(content) as document:
        lines = [line for page in document for line in page.get_textpage().get_text_range().split()]
    return read_words(content).reading, lines


@pytest.mark.parametrize("language", sorted(WORDS))
def test_words_are_parted_by_language_and_read_whole(job_of: Make, language: str) -> None:
    text = WORDS[language]
    reading, lines = drawn(job_of(f'<p lang="{language}">{text}</p>', NARROW, language=language))
    # PDFium says so where it has joined the two halves of a word
    assert any("\ufffe" in line for line in lines), lines
    assert squeeze(text) in squeeze(reading)
    assert "\u2010" not in reading
    assert "\u00ad" not in reading


@pytest.mark.parametrize(
    ("start", "address"),
    [
        ("", "https://transportation.example.org/administration"),
        ("mailto:", "responsibility@a.org"),
    ],
)
def test_an_address_gets_no_hyphen(job_of: Make, start: str, address: str) -> None:
    style = STYLE.read_text("utf-8") + "p { width: 24mm }"
    link = f'<a href="{start}{address}">{address}</a>'
    reading, lines = drawn(job_of(f"<p>Responsibilities: {link}</p>", style))
    assert len(lines) > 2
    # but the word beside it, which is as long
    parted = [line for line in lines if "\ufffe" in line or line.endswith("-")]
    assert all("Responsibil" in line for line in parted), lines
    assert address in reading.replace(" ", "").replace("\n", "")


def test_a_run_is_parted_as_its_own_language_has_it(job_of: Make) -> None:
    german = WORDS["de"].split()[0]
    own, _ = drawn(job_of(f'<p>The <span lang="de">{german}</span></p>', NARROW))
    assert squeeze(german) in squeeze(own)


def test_the_author_s_soft_hyphens_do_not_part_what_is_read(job_of: Make) -> None:
    reading, _ = drawn(job_of("<p>Donau\u00addampf\u00adschiff and Hafen</p>", "p { width: 90mm }"))
    assert squeeze("Donaudampfschiff and Hafen") in squeeze(reading)


@pytest.mark.parametrize("width", range(22, 70, 3))
def test_no_japanese_line_begins_or_ends_with_the_wrong_sign(job_of: Make, width: int) -> None:
    css = f'body {{ font-family: "Noto Sans CJK JP" }} p {{ width: {width}mm }}'
    job = job_of(f'<p lang="ja">{JAPANESE}</p>', css, language="ja", fonts=font_files(cjk=True))
    with pypdfium2.PdfDocument(pdf.render(job).content) as document:
        lines = document[0].get_textpage().get_text_range().split("\r\n")
    assert len(lines) > 2
    assert [line for line in lines if line[0] in NEVER_FIRST] == []
    assert [line for line in lines if line[-1] in NEVER_LAST] == []
    assert "".join(lines) == JAPANESE
