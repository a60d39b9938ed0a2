"""What a project's own styles and templates lose in silence fails the build by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from silent_loss_causes import CAUSES, PROJECT

from briefgen.build import build_documents
from briefgen.output_lock import LOCK
from briefgen.project import Choice
from briefgen.session import open_session
from briefgen.shelf import Built
from briefgen.world import MemoryWorld, builtin_world


def build(files: dict[str, str], output: Path) -> Built:
    session, faults = open_session(MemoryWorld(files), builtin_world())
    assert session is not None, faults
    (built,) = build_documents(session, session.documents(Choice()), output, lambda _: None)
    return built


def test_the_project_itself_loses_nothing(tmp_path: Path) -> None:
    assert build(PROJECT, tmp_path).outputs


@pytest.mark.parametrize("name", CAUSES)
def test_a_silent_loss_fails_the_build_and_is_named(tmp_path: Path, name: str) -> None:
    cause = CAUSES[name]
    built = build(cause.project, tmp_path)
    assert built.outputs == ()
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} <= {LOCK}
    named = [
        fault
        for fault in built.diagnostics
        if fault.code == cause.code
        and cause.item in " ".join((fault.message, *fault.notes))
        and cause.words in " ".join((fault.message, *fault.notes))
    ]
    assert named, built.diagnostics
    assert all(fault.span is not None for fault in named)
