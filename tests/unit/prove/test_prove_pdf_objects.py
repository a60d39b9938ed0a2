"""What is read of the objects of a PDF that stand in a stream of their own."""

from __future__ import annotations

import pikepdf
import pytest

from briefgen.prove.decoding import Fonts, _shown, drawn_strings
from briefgen.prove.pdf_objects import words_in_objects

_HEAD = b"1 0 2 38 "


def words(content: bytes, kind: pikepdf.Name = pikepdf.Name.ObjStm) -> bytes | None:
    with pikepdf.new() as pdf:
        return words_in_objects(pdf.make_stream(content, Type=kind), content)


@pytest.mark.parametrize(
    "said",
    [
        b"(secret words)", b"(secret (inner) words)", rb"(secret \) words)", b"<736563726574>",
        b"% secret words", b"/secret", b"secret words", b"-12secret", b"4,500", b"(16 areas of 3)",
        b"/se", b"c2VjcmV0IHdvcmRzIG9mIHRoZSBzdGFmZg==",
    ],
)  # fmt: skip
def test_what_is_no_number_is_kept(said: bytes) -> None:
    found = words(_HEAD + b"<</Type/StructElem /K 4 /P 3 0 R>> " + said + b"\n[1 2.5 -3 7 0 R]")
    assert found is not None
    assert all(word in found for word in said.replace(b"(", b" ").replace(b")", b" ").split())


def test_numbers_and_what_tells_of_which_kind_an_object_is_are_not() -> None:
    assert words(_HEAD + b"<</Type/Annot /Rect[1 2.5 -3 +4] /P 3 0 R>>") == b""


@pytest.mark.parametrize(
    "content", [b"<</A (no numbers first)>>", _HEAD + b"PK\x03\x04", _HEAD + b"(caf\xe9)", b""]
)
def test_what_may_be_something_else_is_read_as_bytes(content: bytes) -> None:
    assert words(content) is None


def test_another_stream_is_read_as_bytes() -> None:
    assert words(_HEAD + b"(words)", pikepdf.Name.Metadata) is None


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (b"", []),
        (b"/F1 12 Tf [<0041> -20 <0042>] TJ <0043> Tj", [("/F1", b"\0A\0B\0C")]),
        (b"/F1 1 Tf <41> Tj /F2 -.5 Tf <42> ' 1 2 <43> \"", [("/F1", b"A"), ("/F2", b"BC")]),
        (b"<41> Tj", [("", b"A")]),
        # what is said of words is not drawn, and is read elsewhere
        (b"/Span <</ActualText <0041> /MCID 1>> BDC <0042> Tj EMC", [("", b"\0B")]),
        (b"[<41> <42", []),
    ],
)  # fmt: skip
def test_what_is_shown_in_hexadecimal_is_read_at_once(
    content: bytes, shown: list[tuple[str, bytes]]
) -> None:
    assert [one for one in _shown(content) or () if one != ("", b"")] == shown


@pytest.mark.parametrize(
    "content",
    [b"(A) Tj", b"<41> Tj % B", b"/F#31 12 Tf", b"BI /W 1 ID A EI", b"<412> Tj", b"[<4 1>] TJ"],
)
def test_anything_else_is_read_sign_by_sign(content: bytes) -> None:
    assert _shown(content) is None


def test_both_ways_read_the_same() -> None:
    content = b"/F1 12 Tf [<41> -20 <42>] TJ /F2 1 Tf <43> Tj q <44> ' Q [] TJ"
    with pikepdf.new() as pdf:
        stream = pdf.make_stream(content)
        read = ["".join(drawn_strings(stream, None, Fonts(), given)) for given in (None, content)]
    assert read == ["ABCD", "ABCD"]
