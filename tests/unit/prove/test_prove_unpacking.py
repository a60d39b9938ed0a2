"""What is packed is taken out, or it is said that it could not be."""

from __future__ import annotations

import bz2
import io
import lzma
import random
import zipfile
import zlib
from base64 import b64encode

import pytest

from briefgen.prove import Secret, Secrets, file_channels, prove, unpacking
from briefgen.prove.unpacking import UnopenedError, unpacked

WORDS = b"The crews of the four quays meet in private."
SECRETS = Secrets((Secret("thecrewsofthefourquays", "events", "e", "text"),))


def taken(content: bytes) -> list[bytes]:
    return [member for _, member in unpacked(content)]


def damaged_zip(method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("a.txt", WORDS * 40)
    content = bytearray(out.getvalue())
    for at in range(50, 70):
        content[at] ^= 0xFF
    return bytes(content)


@pytest.mark.parametrize(
    "content",
    [
        b"a PK\x03\x04 is no archive " + zlib.compress(WORDS),
        zlib.compress(bytes(range(200)) * 9)[:-40] + zlib.compress(WORDS),
        b"BZh1AY&SY by chance " + bz2.compress(WORDS),
        b" \xfd7zXZ\x00 by chance " + lzma.compress(WORDS),
        b"one " + bz2.compress(b"nothing") + bz2.compress(WORDS),
    ],
    ids=["a false archive", "one that is cut off", "a false bzip2", "a false xz", "the second"],
)
def test_what_stands_before_it_hides_nothing(content: bytes) -> None:
    assert WORDS in taken(content)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_archive_is_not_looked_into(method: int) -> None:
    with pytest.raises(UnopenedError, match="cannot be opened"):
        taken(damaged_zip(method))


@pytest.mark.parametrize("pack", [zlib.compress, bz2.compress])
def test_what_becomes_too_much_is_not_looked_into(
    monkeypatch: pytest.MonkeyPatch, pack: object
) -> None:
    monkeypatch.setattr(unpacking, "_MOST", 1 << 10)
    assert callable(pack)
    with pytest.raises(UnopenedError, match="more than"):
        taken(pack(random.Random(1).randbytes(1 << 12)))


def test_noise_in_which_too_much_may_begin_is_not_looked_into(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    noise = random.Random(1).randbytes(1 << 16)
    taken(noise)
    monkeypatch.setattr(unpacking, "_MOST_TRIES", 10)
    with pytest.raises(UnopenedError, match="too many places"):
        taken(noise)


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n1 0 obj\n<</Length 4>>stream\n Tj \nendstream endobj\n%%EOF",
        damaged_zip(zipfile.ZIP_LZMA),
        damaged_zip(zipfile.ZIP_BZIP2),
    ],
    ids=["a PDF", "lzma", "bzip2"],
)
@pytest.mark.parametrize("form", ["markdown", "html"])
def test_what_is_broken_inside_a_text_is_no_bug_of_ours(content: bytes, form: str) -> None:
    page = b"words " + b64encode(content) + b" words"
    assert {fault.code for fault in prove("d", page, form, "", (), SECRETS)} == {"BG631"}


def test_a_phrase_that_stands_in_no_single_place_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def in_pieces(*_: object) -> object:
        yield from (("a", "the crews of the"), ("b", "four quays"))

    monkeypatch.setattr(file_channels, "CHANNELS", (in_pieces,))
    (fault,) = prove("d", b"", "markdown", "", (), SECRETS)
    assert (fault.code, fault.notes) == ("BG630", ("its text, in: over several places",))
