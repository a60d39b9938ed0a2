"""Variable fonts at the weights that a page sets: fonts that the layout engine need not work on.

Why: the engine turns a variable font into a fixed one for each document and each weight, in Python,
which took a third of the time of a brief. HarfBuzz does it in milliseconds for all letters, before
any document is there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from importlib import metadata
from pathlib import Path, PurePosixPath

from briefgen.cache import FolderStore, NoStore, Store
from briefgen.job import FontFile, Job
from briefgen.render.fonts import read_font

__all__ = ["Face", "faces_of", "keep_in", "weights_of"]

Face = tuple[FontFile, bytes]
"""A font of one weight, and its bytes."""

_USUAL = (400, 600, 700)
"""The weights that the built-in templates set."""
_ALL = (200, 300, 400, 500, 600, 700, 800, 900)
_OPTICAL_SIZE = 14.0
"""That of running text of some ten points, in the pixels of CSS, where a font has shapes of their
own for sizes."""
_WEIGHT = re.compile(
    r"font-weight\s*:\s*([0-9]+|bolder|lighter)|\bfont\s*:[^;}]*?\b([0-9]{3}|bolder|lighter)\b"
)


def weights_of(job: Job) -> tuple[int, ...]:
    """Return the weights that a variable font is needed in: the usual ones, or else all."""
    usual = {str(weight) for weight in _USUAL}
    for text in (job.html, *(text for _, text in job.css)):
        if any((one or other) not in usual for one, other in _WEIGHT.findall(text)):
            return _ALL
    return _USUAL


def faces_of(fonts: Iterable[FontFile], weights: tuple[int, ...]) -> dict[FontFile, bytes]:
    """Return each face with its bytes, variable fonts once for each weight.

    Raises: ToolMissingError and FontChangedError, as `read_font` does.
    """
    faces: dict[FontFile, bytes] = {}
    for font in fonts:
        if font.weight != "variable":
            faces[font] = read_font(font)
            continue
        path = PurePosixPath(font.filename)
        for weight in weights:
            name = f"{path.stem}-{weight}{path.suffix}"
            faces[replace(font, weight=str(weight), filename=name)] = _instance(font, weight)
    return faces


_RECIPE = 1
"""To be raised when what `_made` does changes, so that nothing is taken that was made before."""
_kept: list[Store] = [NoStore()]
"""Where instances are kept: the last one."""


def keep_in(folder: str) -> None:
    """Keep what is made of fonts in a folder from now on, and take from it what is there."""
    _kept.append(FolderStore(Path(folder)))


@lru_cache(maxsize=64)
def _instance(font: FontFile, weight: int) -> bytes:
    """Return a variable font at one weight, with all its letters."""
    import uharfbuzz  # type: ignore[import-untyped]

    # the package may bring its own HarfBuzz or use the system's
    versions = (_RECIPE, metadata.version("uharfbuzz"), uharfbuzz.version_string())
    made_with = (font.sha256, weight, _OPTICAL_SIZE, *versions)
    key = hashlib.sha256(repr(("instance", *made_with)).encode()).hexdigest()
    content = _kept[-1].get(key)
    if content is None:
        content = _made(font, weight)
        _kept[-1].put(key, content)
    return content


def _made(font: FontFile, weight: int) -> bytes:
    import uharfbuzz

    face = uharfbuzz.Face(read_font(font))
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    wanted.pin_all_axes_to_default(face)
    for tag, value in (("wght", float(weight)), ("opsz", _OPTICAL_SIZE)):
        if tag in {axis.tag for axis in face.axis_infos}:
            wanted.pin_axis_location(face, tag, value)
    content: bytes = uharfbuzz.subset(face, wanted).blob.data
    return content
