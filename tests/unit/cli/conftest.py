"""A project on disk and its command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_shell import DOSSIER, PROJECT, Shell


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BRIEFGEN_DEBUG", raising=False)
    shell = Shell(tmp_path, capsys)
    shell.write("briefgen.yaml", PROJECT)
    shell.write("content/d/dossier.yaml", DOSSIER)
    return shell
