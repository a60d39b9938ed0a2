"""What once made a fuzzer's target fail does so no more; and the fuzzers can fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from seeds import SEEDS
from targets import TARGETS, check_places

from briefgen.diagnostics import Diagnostic, Span

HERE = Path(__file__).resolve().parent
CRASHES = sorted(path for path in (HERE / "crashes").rglob("*") if path.is_file())


def test_every_target_has_seeds_and_every_crash_a_target() -> None:
    assert SEEDS.keys() == TARGETS.keys()
    assert {path.parent.name for path in CRASHES} <= TARGETS.keys()
    assert CRASHES


@pytest.mark.parametrize("path", CRASHES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_crash_stays_mended(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("name", SEEDS)
def test_seeds_are_read(name: str) -> None:
    for seed in SEEDS[name]:
        TARGETS[name](seed.encode())


@pytest.mark.parametrize(
    "span",
    [Span("f", 3), Span("f", 2, 4), Span("f", 1, 1, 3, 1), Span("f", 0, 1), None],
)
def test_a_place_outside_of_the_file_is_noticed(span: Span | None) -> None:
    with pytest.raises(AssertionError):
        check_places([Diagnostic("BG001", "no", span)], {"f": "ab\ncd"})
    check_places([Diagnostic("BG001", "no", Span("f", 2, 3, 2, 3))], {"f": "ab\ncd"})
