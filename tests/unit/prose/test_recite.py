"""Citations changed in a text that stays as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.prose import Citation, Text, find_citations, plain_text, recited

SECRET = "secret"


def changed(citation: Citation) -> Citation:
    return Citation("withheld/1") if citation.key == SECRET else citation


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Said [@secret, p. 4].", "Said [@withheld/1]."),
        ("Said [see @secret, chapter 4, for more; @open, p. 2].", None),
        ("Said @secret [p. 4] and more.", "Said [@withheld/1] and more."),
        ("As @secret says.", "As [@withheld/1] says."),
        ("**Bold [@secret, {a] place}]** [岸田文雄]{lang=ja}.", None),
        ("Mail a@secret.example and [@secret].", "Mail a@secret.example and [@withheld/1]."),
        (r"Escaped \[@open\] and [@secret].", r"Escaped \[@open\] and [@withheld/1]."),
        ("Code `[@secret, p. 1]` and [@secret, p. 2].", None),
        ("- one [@secret,\n  p. 4]\n- two [@open]", None),
        ("[link [@secret, p. 3]](https://a.b/)", None),
    ],
)
def test_what_is_cited_is_changed_and_nothing_else(source: str, expected: str | None) -> None:
    text = Text(source, "en", block=True)
    again = recited(text, changed)
    assert find_citations(again) == tuple(map(changed, find_citations(text)))
    assert plain_text(again) == plain_text(text)
    assert expected is None or again.source == expected
    assert again.language == "en"
    if "`" not in source and "](" not in source and "a@" not in source:
        assert SECRET not in again.source


def test_a_text_without_such_a_citation_is_the_same() -> None:
    text = Text("Said [@open,  p. 4] and *more*.", "en")
    assert recited(text, changed) is text


pieces = st.sampled_from(
    [
        *["[@secret, p. 1]", "[@open; see @secret, chap. 3, on it]", "@secret [p. 2]", "@open"],
        *["[x]{lang=ja}", "`", "\\", "[", "]", "(", ")", "{", "}", "\n\n- ", "> ", " ", "b."],
        *["*a*", ";", "@"],
    ]
)


@given(st.lists(pieces, max_size=9).map("".join))
def test_no_citation_keeps_what_it_was(source: str) -> None:
    text = Text(source, "und", block=True)
    again = recited(text, changed)
    assert [c.key for c in find_citations(again)] == [changed(c).key for c in find_citations(text)]
    assert all(c == Citation("withheld/1") for c in find_citations(again) if "/" in c.key)
