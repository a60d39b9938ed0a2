"""A secret is planted in each place that a file has, and must be found there."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from leak_plants import BYTES, HTML, MARKDOWN, PDF, planted, zipped
from PIL import Image
from plants_in_objects import in_utf_16

from briefgen.prove import Secret, Secrets, prove
from briefgen.prove.pdf_channels import texts_of_pdf

PLACES = {
    "in_string": "document information",
    "in_xmp": "metadata",
    "in_outline": "outline",
    "in_alternative": "structure tree",
    "in_attachment": "attachment",
    "in_picture": "image of page 1",
    "in_annotation": "annotation of page 1",
    "with_kerning": "page 1",
    "in_form_field": "form field",
    "in_script": "script",
    "in_archive_inside_an_archive": "attachment (object",
    "word_by_word_in_bookmarks": "outline",
}
HARMLESS = "Nothing in these later words is for the few who may read more of fi and ffi."


@pytest.mark.parametrize("plant", PDF)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "object streams"])
def test_a_secret_is_found_wherever_it_is_planted(
    brief: Any, secret: str, plant: str, packed: bool
) -> None:
    mode = pikepdf.ObjectStreamMode
    saving = {
        "object_stream_mode": mode.generate if packed else mode.disable,
        "compress_streams": packed,
    }
    leaks = brief.leaks(planted(brief.files["pdf"], PDF[plant], secret, **saving))
    assert {(leak.secret.family, leak.secret.identifier) for leak in leaks} == {
        ("events", "back-channel")
    }
    if plant in PLACES:
        assert PLACES[plant] in " ".join(leak.place for leak in leaks)


@pytest.mark.parametrize("plant", PDF)
def test_the_same_texts_are_read_whether_or_not_places_are_named(
    brief: Any, secret: str, plant: str
) -> None:
    content = planted(brief.files["pdf"], PDF[plant], secret)
    named, quick = (list(texts_of_pdf(content, True, names_places=n)) for n in (True, False))
    assert [text for _, text in quick] == [text for _, text in named]
    # what is of one place stays of one
    assert len(dict.fromkeys(place for place, _ in quick)) == len(
        dict.fromkeys(place for place, _ in named)
    )


@pytest.mark.parametrize("plant", PDF)
def test_what_is_no_secret_may_be_planted_anywhere(brief: Any, plant: str) -> None:
    assert brief.leaks(planted(brief.files["pdf"], PDF[plant], HARMLESS)) == ()


@pytest.mark.parametrize("form", ["pdf", "markdown", "html"])
@pytest.mark.parametrize("kind", ["policy-brief", "timeline", "one-pager"])
def test_the_documents_themselves_hold_none(finish: Any, kind: str, form: str) -> None:
    assert finish(kind).leaks(form=form) == ()
    assert finish(kind).secrets.phrases


@pytest.mark.parametrize("form", ["pdf", "markdown", "html"])
def test_what_the_few_get_leaks_to_the_many(finish: Any, brief: Any, form: str) -> None:
    leaks = brief.leaks(finish("timeline", "staff").files[form], form)
    assert {(leak.secret.family, leak.secret.identifier) for leak in leaks} == {
        ("events", "back-channel")
    }


@pytest.mark.parametrize("plant", BYTES)
def test_a_secret_is_found_where_no_reader_looks(brief: Any, secret: str, plant: str) -> None:
    leaks = brief.leaks(BYTES[plant](brief.files["pdf"], secret.encode()))
    assert {leak.secret.identifier for leak in leaks} == {"back-channel"}
    assert brief.leaks(BYTES[plant](brief.files["pdf"], HARMLESS.encode())) == ()


@pytest.mark.parametrize("plant", HTML)
def test_a_secret_is_found_in_a_page(brief: Any, secret: str, plant: str) -> None:
    def page(words: str) -> bytes:
        return bytes(brief.files["html"].replace(b"</body>", f"{HTML[plant](words)}\n".encode()))

    leaks = brief.leaks(page(secret), "html")
    assert {leak.secret.identifier for leak in leaks} == {"back-channel"}
    assert brief.leaks(page(HARMLESS), "html") == ()


@pytest.mark.parametrize("plant", MARKDOWN)
def test_a_secret_is_found_in_markdown(brief: Any, secret: str, plant: str) -> None:
    def text(words: str) -> bytes:
        return bytes(brief.files["markdown"] + f"\n{MARKDOWN[plant](words)}\n".encode())

    leaks = brief.leaks(text(secret), "markdown")
    assert {leak.secret.identifier for leak in leaks} == {"back-channel"}
    assert brief.leaks(text(HARMLESS), "markdown") == ()


def test_a_leak_in_text_says_where_it_is(brief: Any, secret: str) -> None:
    text = brief.files["markdown"].replace(b"---\n", f"---\nx: {secret}\n".encode(), 1)
    assert "front matter in line 1" in {leak.place for leak in brief.leaks(text, "markdown")}
    page = brief.files["html"].replace(b"</body>", f"\n<!-- {secret} -->".encode())
    line = page.count(b"\n") + 1 - page.split(b"<!-- The mayor")[1].count(b"\n")
    assert f"a comment in line {line}" in {leak.place for leak in brief.leaks(page, "html")}


CLOSED = {
    "a 7z archive": b"7z\xbc\xaf\x27\x1c" + bytes(40),
    "an encrypted archive": zipped(b"words" * 9).replace(b"\x14\0\0\0", b"\x14\0\1\0"),
    "an archive that cannot be opened": zipped(b"words" * 9)[:40],
    "an encrypted message": b"-----BEGIN PGP MESSAGE-----\n",
}


@pytest.mark.parametrize("what", CLOSED)
def test_what_cannot_be_looked_into_is_no_proof(brief: Any, what: str) -> None:
    def attach(pdf: pikepdf.Pdf, _: str) -> None:
        pdf.attachments["a"] = pikepdf.AttachedFileSpec(pdf, CLOSED[what], filename="a")

    pdf = planted(brief.files["pdf"], attach, "")
    (fault,) = prove("d/x/y/en", pdf, "pdf", brief.html, brief.expected, brief.secrets)
    assert fault.code == "BG631"
    assert what in fault.notes[0]


@pytest.mark.parametrize(
    ("words", "item"),
    [
        ("they OFFERED — the “crews a quar\u00adter” more, and so on", "back-channel"),
        ("crews a quarter more in private", "back-channel"),
        ("crews a quarter more in&nbsp;private", "back-channel"),
        ("Honourable Judge\nFiorella Aﬃni", "mediator"),
        ("Letter of the mayor to the crews", "letter-2023-17"),
        ("https://intern.example/letters/2023-17", "letter-2023-17"),
        ('id="letter-2023-17"', "letter-2023-17"),
        ("<!-- back-channel -->", "back-channel"),
        ("港湾局 長官房", "owner"),
    ],
)
@pytest.mark.parametrize("form", ["markdown", "html"])
def test_words_of_a_secret_are_found_in_text(brief: Any, words: str, item: str, form: str) -> None:
    leaks = brief.leaks(brief.files[form] + words.encode(), form)
    assert item in {leak.secret.identifier for leak in leaks}


@pytest.mark.parametrize(
    "words",
    ["the crews a quarter", "in private office", "the mayor", "a back channel", "Port office"],
)
def test_few_words_are_nobody_s(brief: Any, words: str) -> None:
    assert brief.leaks(words.encode(), "markdown") == ()


def test_words_that_tags_divide_are_found(brief: Any) -> None:
    page = "<p>the crews a <b>quarter</b> more in pri<i>vate</i> office talks</p>"
    assert brief.leaks(page.replace("pri<i>vate</i>", "private").encode(), "html")


def test_a_secret_in_a_picture_inside_a_page_is_found(brief: Any, secret: str) -> None:
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", comment=secret.encode())
    picture = b'<img src="data:image/jpeg;base64,%s">' % b64encode(out.getvalue())
    (leak,) = brief.leaks(brief.files["html"] + picture, "html")
    assert (leak.secret.identifier, leak.place) == ("back-channel", "embedded image/jpeg")


def test_wide_letters_are_found_in_bytes_of_any_kind(brief: Any) -> None:
    plain = planted(brief.files["pdf"], in_utf_16, "港湾局長官房、港湾局長官房")
    assert {leak.secret.identifier for leak in brief.leaks(plain)} == {"owner"}


def test_what_may_be_seen_elsewhere_is_no_secret() -> None:
    phrase = Secret("thecrewsofthefourquays", "events", "e", "text")
    assert Secrets((phrase,), "").among("the crews of the four quays") == (phrase,)
    assert (
        Secrets((phrase,), "allthecrewsofthefourquays").among("the crews of the four quays") == ()
    )


def test_thousands_of_phrases_are_each_found() -> None:
    phrases = tuple(Secret(f"phrase{n:06}ofmany", "events", f"e{n}", "text") for n in range(3000))
    secrets = Secrets(phrases)
    for shift in range(7):
        text = "x" * shift + "phrase 001234 of many" + "y" * 30
        assert [secret.identifier for secret in secrets.among(text)] == ["e1234"]
