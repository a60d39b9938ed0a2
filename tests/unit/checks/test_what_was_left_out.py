"""A dossier with errors is checked as far as it goes: what was left out is not called missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Bench

# By code: items in which a rule finds something, and the item that mends it, with an error in it.
CASES = {
    "BG203": (
        "sources:\n  study: {title: A}\n",
        "events:\n  e: {date: '2023', text: It opens., status: occurred, sources: [study]%s}\n",
    ),
    "BG214": (
        "sources:\n  study: {title: A}\nclaims:\n"
        "  a: {text: It rains., kind: fact, key_fact: Rain, evidence: ['study, p. 1']}\n"
        "  b: {text: It snows., kind: fact, evidence: ['study, p. 1']}\n",
        "discrepancies:\n  d: {claims: [a, b], kind: number%s}\n",
    ),
    "BG215": (
        "sources:\n  comment: {title: A, kind: opinion}\nclaims:\n"
        "  a: {text: It rains., kind: fact, evidence: ['comment, p. 1']}\n"
        "  b: {text: It snows., kind: assumption}\n",
        "discrepancies:\n  d: {claims: [a, b], kind: number%s}\n",
    ),
    "BG216": (
        "sources:\n  study: {title: A}\nclaims:\n"
        "  a: {text: The treaty forbids it., kind: fact, evidence: ['study, p. 1']}\n"
        "  b: {text: It snows., kind: assumption}\n",
        "discrepancies:\n  d: {claims: [a, b], kind: number%s}\n",
    ),
    "BG351": (
        "options:\n  ferry: {text: Run a ferry.}\n",
        "  wait: {text: Leave the bridge as it is., do_nothing: true%s}\n",
    ),
    "BG707": (
        "claims:\n  a: {text: They call him 林芳正., kind: assumption}\n",
        "actors:\n  hayashi: {name: Hayashi, native_name: {ja: 林芳正}%s}\n",
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_only_what_is_nowhere_is_missing(bench: Callable[..., Bench], code: str) -> None:
    faulty, mending = CASES[code]
    assert code in found(bench, faulty)
    assert code not in found(bench, faulty + mending % "")
    with_error = found(bench, faulty + mending % ", colour: red")
    assert "BG103" in with_error
    assert code not in with_error


def found(bench: Callable[..., Bench], items: str) -> set[str]:
    return {finding.code for finding in bench(items=items).findings}
