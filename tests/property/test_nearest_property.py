"""The nearest word is a known one, the same in any order, found soon, and for a slip of the pen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.diagnostics import nearest

words = st.text(st.sampled_from("abcAB-_01"), max_size=8) | st.text(max_size=6)
names = st.text(st.sampled_from("abcdefghij"), min_size=5, max_size=12)


@given(words, st.sets(words, max_size=40))
def test_the_nearest_is_one_of_the_known(word: str, known: set[str]) -> None:
    assert nearest(word, known) in {None, *known}


@given(words.filter(str.isalnum), st.sets(words, max_size=40))
def test_what_is_known_is_nearest_to_itself(word: str, known: set[str]) -> None:
    near = nearest(word, {*known, word})
    assert near is not None
    assert near.casefold().replace("-", "").replace("_", "") == word.casefold()


@given(names, st.data())
def test_one_slip_is_seen_through(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(name) - 1))
    before, after = name[:place], name[place:]
    swapped = f"{before}{after[1:2]}{after[0]}{after[2:]}"
    for word in (before + after[1:], f"{before}x{after}", f"{before}x{after[1:]}", swapped):
        assert nearest(word, {name, "unlike", "klmnopqrst"}) == name


@given(words, st.sets(words, max_size=8))
def test_a_word_looked_up_before_changes_nothing(word: str, known: set[str]) -> None:
    first = nearest(word, known)
    nearest(word + "ß€", known)
    assert nearest(word, known) == first


def test_among_thousands_a_misspelt_name_is_found() -> None:
    known = [f"source-{number:04}-{number * 7919 % 10007:x}" for number in range(3000)]
    for name in known[::97]:
        for misspelt in (f"{name}x", name[:4] + name[5:], name.replace("-", "_"), name.upper()):
            assert nearest(misspelt, known) == name, misspelt
