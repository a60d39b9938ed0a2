"""A process that is killed between two renames, by which files are written whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

__all__ = ["Killed", "killed_after"]


class Killed(BaseException):
    """The end of the process, at one step."""


@contextmanager
def killed_after(renames: int) -> Iterator[None]:
    """Let so many files be renamed; the next one ends the process, by `Killed`."""
    left, rename = renames, Path.replace

    def replace(path: Path, target: Path) -> Path:
        nonlocal left
        left -= 1
        if left < 0:
            raise Killed
        return rename(path, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        yield
