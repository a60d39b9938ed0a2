"""A small project that was built, for each test to spoil a copy of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from built_project import Built, make_built


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a project that was built, not to be changed."""
    return make_built(tmp_path_factory.mktemp("verify") / "output")


@pytest.fixture
def built(original: Built, tmp_path: Path) -> Built:
    """Return a copy of what was built, with the same content."""
    shutil.copytree(original.output, tmp_path / "output")
    return original.at(tmp_path / "output")
