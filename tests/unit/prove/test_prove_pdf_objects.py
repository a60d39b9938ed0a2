"""What is read of the objects of a PDF that stand in a stream of their own."""

from __future__ import annotations

import pikepdf
import pytest

from briefgen.prove.decoding import Fonts, _shown, drawn_strings
from briefgen.prove.pdf_objects import strings_of, without_structure


def without(content: bytes, kind: pikepdf.Name = pikepdf.Name.ObjStm) -> bytes:
    with pikepdf.new() as pdf:
        return without_structure(pdf.make_stream(content, Type=kind), content)


@pytest.mark.parametrize(
    "said",
    [
        b"(secret words)", b"(16 areas of 3)", b"<736563726574>", b"% secret words", b"/Secret",
        b"secret words", b"[(Deal worth ) 4500 ( crowns a year)]", b"[/Blood /Type /A /Negative]",
        b"1 We sold a house on 16 March 2026 for 4 500", b"73 65 63 72 65 74", b"115, 101, 99",
        b"c2VjcmV0IHdvcmRz/IG9mIHRoZSBzdGFmZg==", b"PK\x03\x04caf\xe9", b"/Type/Secret",
    ],
)  # fmt: skip
def test_what_stands_between_objects_is_kept(said: bytes) -> None:
    around = b"1 0 2 38 <</K 4/P 3 0 R>>", b"<</Type/StructElem>>"
    assert said in without(said.join(around))


def test_references_and_kinds_say_nothing() -> None:
    assert without(b"<</Type/Annot /S /P/Pg 12 0 R>>").split() == [b"<<", b"/Pg", b">>"]
    kept = b"<</S/Paper /X 12 0 Red 3 1 R>>"
    assert without(kept) == kept


def test_other_streams_are_read_as_they_are() -> None:
    assert without(b"12 0 R", pikepdf.Name.Metadata) == b"12 0 R"


def test_it_takes_no_longer_than_it_must() -> None:
    """A text in which each place could be a beginning would take hours otherwise."""
    assert len(without(b"1" * (1 << 20))) == 1 << 20


@pytest.mark.parametrize("key", ["/Type", "/S", "/Subtype"])
def test_the_kind_of_an_object_is_no_text_of_it(key: str) -> None:
    found = [text for _, text in strings_of(pikepdf.Dictionary({key: pikepdf.Name.Link}), "here")]
    assert found == []
    other = pikepdf.Dictionary({key: pikepdf.Name.Secret, "/Secret": pikepdf.Name.Link})
    assert [text for _, text in strings_of(other, "here")].count("Secret") == 2


def test_names_in_a_row_are_texts_whatever_they_are() -> None:
    row = pikepdf.Array([pikepdf.Name(name) for name in ("/Blood", "/Type", "/A", "/Negative")])
    assert [text for _, text in strings_of(row, "here")] == ["Blood", "Type", "A", "Negative"]


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
    [
        b"(A) Tj",
        b"<41> Tj % B",
        b"/F#31 12 Tf",
        b"BI /W 1 ID A EI",
        b"<412> Tj",
        b"[<4 1>] TJ",
        b"<412 > Tj",
        b"[<412 > <4 >] TJ",
    ],
)
def test_anything_else_is_read_sign_by_sign(content: bytes) -> None:
    assert _shown(content) is None


def test_both_ways_read_the_same() -> None:
    content = b"/F1 12 Tf [<41> -20 <42>] TJ /F2 1 Tf <43> Tj q <44> ' Q [] TJ"
    with pikepdf.new() as pdf:
        stream = pdf.make_stream(content)
        read = ["".join(drawn_strings(stream, None, Fonts(), given)) for given in (None, content)]
    assert read == ["ABCD", "ABCD"]
