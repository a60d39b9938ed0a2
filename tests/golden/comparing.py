"""Golden files against what is made now, as a reader would compare them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

__all__ = ["differences", "differing_pictures", "is_worth_keeping", "read_folder"]

BLOCK = 6
"""Points a side of the squares that are compared by their mean: 3 mm of the page.

Why: where the ink is matters, not how the edges of letters are smoothed. A page drawn by another
library altogether differs by 14 in its worst square; a word too few, a tint that is gone, or a
block moved by half a millimetre differ by 17 and more.
"""
MOST_IN_A_BLOCK = 14
"""Greatest difference of a square, of 255."""
MOST_ON_AVERAGE = 1.5
"""Greatest mean difference of a page's squares, of 255."""


def read_folder(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by name; nothing if there is no such folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*"))}


def differences(
    golden: Mapping[str, bytes], made: Mapping[str, bytes], evidence: Path
) -> Iterator[str]:
    """Yield what a reader would see to differ; pictures that differ are put into `evidence`."""
    for name in sorted(golden.keys() | made.keys()):
        if name not in made:
            yield f"{name}: it was there, and is gone"
        elif name not in golden:
            yield f"{name}: it is new"
        elif not name.endswith(".png"):
            yield from _text_differences(name, golden[name].decode(), made[name].decode())
        elif fault := differing_pictures(_picture(golden[name]), _picture(made[name])):
            evidence.mkdir(parents=True, exist_ok=True)
            (evidence / name).write_bytes(made[name])
            shown = evidence / f"difference-{name}"
            _show_difference(_picture(golden[name]), _picture(made[name])).save(shown)
            yield f"{name}: {fault}; see {evidence / name} and {shown}"


def differing_pictures(golden: Image.Image, made: Image.Image) -> str | None:
    """Return how two pictures differ more than two machines' drawing does, None if they do not."""
    if golden.size != made.size:
        return f"its size is {made.size}, it was {golden.size}"
    apart = ImageChops.difference(golden.reduce(BLOCK), made.reduce(BLOCK))
    average = ImageStat.Stat(apart).mean[0]
    if average > MOST_ON_AVERAGE:
        return f"it differs all over, by {average:.2f} on average"
    greys = apart.tobytes()
    most = max(greys)
    if most <= MOST_IN_A_BLOCK:
        return None
    down, across = divmod(greys.index(most), apart.width)
    return (
        f"it differs by {most} at {across / apart.width:.0%} across and "
        f"{down / apart.height:.0%} down"
    )


def is_worth_keeping(name: str, golden: Mapping[str, bytes], made: Mapping[str, bytes]) -> bool:
    """Return whether a golden file need not be written anew."""
    if name not in golden or not name.endswith(".png"):
        return golden.get(name) == made[name]
    return differing_pictures(_picture(golden[name]), _picture(made[name])) is None


def _text_differences(name: str, golden: str, made: str) -> Iterator[str]:
    if golden == made:
        return
    lines = difflib.unified_diff(
        golden.splitlines(),
        made.splitlines(),
        f"{name} as it was",
        f"{name} as it is",
        "",
        "",
        2,
        "",
    )
    yield "\n".join(lines) or f"{name}: it ends its lines in another way"


def _picture(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content)).convert("L")


def _show_difference(golden: Image.Image, made: Image.Image) -> Image.Image:
    """Return what was there in red, what is there now in blue, and what agrees in grey."""
    if golden.size != made.size:
        return made
    return Image.merge("RGB", (made, ImageChops.lighter(golden, made), golden))
