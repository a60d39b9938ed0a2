"""What proofs look for in a quick way is what the plain way finds, whatever the text."""

from __future__ import annotations

import re
import sys
import unicodedata
from base64 import b64decode, b64encode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import suppress
from random import Random

import pikepdf
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen.prove import Secret, Secrets, disguise
from briefgen.prove.decoding import _codes
from briefgen.prove.disguise import encoded_bytes, undisguised
from briefgen.prove.folding import _ALIKE, literal, skeleton, squeeze
from briefgen.prove.unpacking import _STREAMS

SECRET = "The mayor offered the crews a quarter more in private."
TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)
ODD = st.text(
    "aA1_-+/= \n\r\t:,;&%\\x\u00a0\u2028éßſKİıᾳǰẖẞﬀ\u0301\u0345\u00ad港あ한Ωσς\ud800", max_size=40
)
RUNS = st.text("ABCDabcdef0123456789+/=_-\n\r :", max_size=90)


def lined(text: str, width: int, end: str) -> str:
    return end.join(text[at : at + width] for at in range(0, len(text), width))


ENCODED = st.builds(
    lined,
    st.sampled_from(
        [
            b64encode(SECRET.encode()).decode(),
            b64encode(b"x" + SECRET.encode()).decode(),
            urlsafe_b64encode(SECRET.encode() + b"\xff\xfe\xfb").decode(),
            SECRET.encode().hex(),
            SECRET.encode().hex(":"),
            ", ".join(str(ord(char)) for char in SECRET),
            "XN--mnchen-3ya",
        ]
    ),
    st.integers(1, 99),
    st.sampled_from(["\n", "\r\n", " ", "\n\n", ""]),
)
DISGUISED = st.lists(st.one_of(TEXTS, ODD, RUNS, ENCODED), max_size=8).map("".join)


def plainly_encoded(text: str) -> Iterator[bytes]:
    """Yield what `encoded_bytes` must, with each pattern tried at each place."""
    for found in disguise._BASE64.finditer(text):
        digits = "".join(found[0].split())
        if not re.search(r"(?=.*[a-z].*[a-z])(?=.+[A-Z].*[A-Z])", digits):
            continue
        for start in range(4):
            part = digits[start:].rstrip("=")
            with suppress(ValueError):
                yield b64decode(part[: len(part) - (len(part) % 4 == 1)] + "=" * (-len(part) % 4))
    for found in disguise._BASE64_OF_ADDRESSES.finditer(text):
        with suppress(ValueError):
            yield urlsafe_b64decode(found[0] + "=" * (-len(found[0]) % 4))
    for found in disguise._HEX.finditer(text):
        digits = re.sub(r"[\s:]", "", found[0])
        yield bytes.fromhex(digits[: len(digits) // 2 * 2])
        yield bytes.fromhex(digits[1 : 1 + (len(digits) - 1) // 2 * 2])


def plain_skeleton(text: str) -> str:
    folded = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKD", text).casefold())
    return "".join(_ALIKE.get(char, char) for char in folded)


@given(DISGUISED)
@example("AbcdEfgh\nIjklMnop")
@example("dead\r\nBeef\r\ndeadBeef==")
@example("00 11:22\u00a033445566778899aabb")
@example("aAbcdefghijklMnop")
@example("aAAbcdefghijklmnop")
@example("AbcdefghijklmnopQ")
@example("_abcdefghijklmno")
def test_what_is_encoded_is_found_as_if_each_place_were_tried(text: str) -> None:
    assert list(encoded_bytes(text)) == list(plainly_encoded(text))


@given(DISGUISED)
@example("XN--mnchen-3ya")
@example("xn--mnchen-3ya")
@example(", ".join(["104"] * 12))
def test_numbers_and_punycode_are_found_as_if_each_place_were_tried(text: str) -> None:
    found = list(undisguised(text))
    for match in disguise._NUMBERS.finditer(text):
        numbers = [int(number) for number in match[0].split(",")]
        assert "".join(chr(n) for n in numbers if 8 < n <= sys.maxunicode) in found
    for label in disguise._PUNYCODE.findall(text):
        with suppress(UnicodeError):
            plain = label.encode("ascii").decode("punycode")
            assert any(plain in each for each in found)


@given(st.one_of(TEXTS, ODD, DISGUISED))
def test_a_text_is_folded_as_if_it_were_in_one_piece(text: str) -> None:
    assert skeleton(text) == plain_skeleton(text)
    if text.isascii():
        assert squeeze(text) == re.sub(r"[\W_]+", "", text.lower())


@given(
    st.integers(4, 26), st.integers(1, 70), st.integers(0, 30), st.randoms(use_true_random=False)
)
def test_each_phrase_is_found_as_if_it_were_looked_for_alone(
    length: int, number: int, before: int, chance: Random
) -> None:
    phrases = {"".join(chance.choices("abc", k=length)) for _ in range(number)}
    secrets = Secrets(tuple(Secret(phrase, "x", phrase, "t") for phrase in sorted(phrases)))
    text = "d" * before + chance.choice(secrets.phrases).phrase + "abc"
    wanted = [s for s in secrets.phrases if s.phrase in text or s.phrase[::-1] in text]
    assert secrets.among(text) == tuple(wanted)


@given(st.one_of(ODD, TEXTS), st.data())
def test_a_phrase_whose_marks_count_is_found_where_it_stands(
    text: str, data: st.DataObject
) -> None:
    whole = literal(text)
    start = data.draw(st.integers(0, len(whole)))
    phrase = whole[start : start + data.draw(st.integers(1, 12))]
    if phrase:
        secret = Secret(phrase, "x", "x", "id", is_literal=True)
        assert Secrets((secret,)).among(text) == (secret,)


def test_letters_of_ascii_stay_side_by_side_in_whatever_letter_they_are() -> None:
    for code in range(128, sys.maxunicode + 1):
        folded = unicodedata.normalize("NFKC", chr(code)).casefold()
        if not any(map(str.isascii, folded)):
            continue
        for char in unicodedata.normalize("NFKC", chr(code)):
            own, bare = char.casefold(), skeleton(char)
            if own.isascii():
                assert bare == squeeze(own), hex(code)
                continue
            first, *_, last = re.split(r"[^\x00-\x7f]+", own)
            assert bare.startswith(squeeze(first)), hex(code)
            assert bare.endswith(squeeze(last)), hex(code)


@given(
    st.lists(
        st.one_of(
            st.binary(max_size=6),
            st.integers(-999, 999),
            st.sampled_from(
                [
                    "()",
                    r"(\()",
                    r"(a\)())",
                    "(a(b)c)",
                    "/Name",
                    "[<41>]",
                    "<</A <42>>>",
                    "-1.5",
                    "null",
                    "true",
                ]
            ),
        ),
        max_size=8,
    )
)
def test_what_an_operator_shows_is_read_as_its_objects_are(pieces: list[object]) -> None:
    written = " ".join(f"<{p.hex()}>" if isinstance(p, bytes) else str(p) for p in pieces)
    shown = pikepdf.Object.parse(f"[{written}]".encode())
    strings = (bytes(piece) for piece in shown if isinstance(piece, pikepdf.String))
    assert _codes(shown) == b"".join(strings)


def test_compressed_data_may_begin_with_each_pair_that_is_a_multiple_of_31() -> None:
    magic, _ = _STREAMS["compressed data"]
    pairs = (bytes([first, last]) for first in range(256) for last in range(256))
    assert set(filter(magic.match, pairs)) == {
        bytes([first, last])
        for first in range(8, 0x80, 16)
        for last in range(256)
        if (first * 256 + last) % 31 == 0
    }
