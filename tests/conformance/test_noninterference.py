"""What a reader may not see changes nothing that they get; `make proof` tries it at full length."""

from __future__ import annotations

from pathlib import Path

import pytest
from interference import build_variants, compared
from made_up_projects import RICH, VARIANTS, project
from mutations import MUTATIONS
from noninterference import is_found

HOSTILE, TOLD, TRANSLATED = RICH + 27, 4, RICH + 2
"""A project whose template prints all that it can reach; one with readers who are told how many
items they do not see; one that is not wholly translated."""


def test_files_entries_and_log_are_the_same(tmp_path: Path) -> None:
    found = build_variants((HOSTILE, TOLD), tmp_path)
    assert [*compared(found, HOSTILE), *compared(found, TOLD)] == []
    for variant in VARIANTS:
        for seed in (HOSTILE, TOLD):
            for seen in found[seed, variant].values():
                assert seen.written
                assert seen.files
                assert seen.entries
                assert "output/" in seen.log or ": up to date" in seen.log


@pytest.mark.parametrize("mutation", ["a field that only a hostile template prints"])
def test_a_broken_selection_is_found(tmp_path: Path, mutation: str) -> None:
    assert is_found(mutation, tmp_path, (HOSTILE,))


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_broken_selection_still_gives_documents_or_leaks(tmp_path: Path, mutation: str) -> None:
    """One that no longer fits the program proves nothing: the same nothing is the same."""
    found = build_variants((TRANSLATED,), tmp_path, mutation, VARIANTS[:1])
    for seen in found[TRANSLATED, VARIANTS[0]].values():
        assert seen.written or "error[BG630]" in seen.log
        assert seen.status != "status 70"


def test_a_broken_selection_shows_in_the_twin(tmp_path: Path) -> None:
    """No built-in template prints the field, but this project's readers get the View as JSON."""
    assert b"twin: true" in project(RICH, VARIANTS[0]).files["briefgen.yaml"]
    ends = (VARIANTS[0], VARIANTS[-1])
    mutation = "a field that only a hostile template prints"
    found = build_variants((RICH,), tmp_path, mutation, ends)
    assert any(fault.endswith("files differ") for fault in compared(found, RICH, ends))


@pytest.mark.parametrize("seed", [HOSTILE, TOLD, 3])
def test_variants_differ_in_what_is_restricted(seed: int) -> None:
    made = [project(seed, variant) for variant in VARIANTS]
    assert project(seed, VARIANTS[0]).files == made[0].files
    contents = ["".join(map(str, one.files.values())) for one in made]
    assert len(set(contents)) == len(VARIANTS)
    shared = set(made[0].files) & set(made[1].files) & set(made[2].files)
    same = {path for path in shared if len({one.files[path] for one in made}) == 1}
    assert {"briefgen.yaml", "content/d/dossier.yaml"} <= same
