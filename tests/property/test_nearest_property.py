"""The nearest word is the one that the standard library finds, and soon."""

from __future__ import annotations

import difflib

from hypothesis import given
from hypothesis import strategies as st

from briefgen.diagnostics import nearest

words = st.text(st.sampled_from("abcAB-_01"), max_size=8) | st.text(max_size=6)


def by_the_library(word: str, known: set[str]) -> str | None:
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    folded = {name.casefold().replace("_", "-"): name for name in sorted(known)}
    return near[0] if near else folded.get(word.casefold().replace("_", "-"))


@given(words, st.sets(words, max_size=40))
def test_the_nearest_is_that_of_the_library(word: str, known: set[str]) -> None:
    assert nearest(word, known) == by_the_library(word, known)


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
