"""The fonts of a package that a house chose: which of its files are the four faces of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from importlib.resources import files
from pathlib import Path

from briefgen.job import FontFile
from briefgen.render.fonts import font_file

__all__ = ["HouseFont", "NoFontError", "house_font", "installed_font_packages"]

_NORMAL, _BOLD = 400, 700
_ITALIC_BIT = 1
_FAMILY_NAMES = (16, 1)
_SAMPLE = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ,."
_SAMPLE_EMS = 32.82
"""How wide the sample is in Source Sans 3."""


class NoFontError(Exception):
    """The package is not installed, or has no upright face of normal weight."""


@dataclass(frozen=True, slots=True)
class HouseFont:
    """The faces of one family."""

    family: str
    files: tuple[FontFile, ...]
    widening: int
    """Per cent: how wide its letters are against those of Source Sans 3."""


@dataclass(frozen=True, slots=True)
class _Face:
    path: Path
    family: str
    weight: int
    is_italic: bool
    is_variable: bool
    ems: float


@cache
def house_font(package: str) -> HouseFont:
    """Return the family of an installed font package: its normal, bold and slanted faces.

    Raises: NoFontError.
    """
    faces = [_face(path) for path in _files(package)]
    upright = sorted(
        (face for face in faces if not face.is_italic),
        key=lambda face: (not face.is_variable, abs(face.weight - _NORMAL), face.path.name),
    )
    if not upright or not (upright[0].is_variable or upright[0].weight == _NORMAL):
        raise NoFontError(f"the package {package} has no upright face of normal weight")
    family = upright[0].family
    chosen = []
    for is_italic, style in ((False, "normal"), (True, "italic")):
        own = [face for face in faces if face.family == family and face.is_italic == is_italic]
        variable = [face for face in own if face.is_variable]
        if variable:
            chosen.append((variable[0], style, "variable"))
            continue
        for weight, word in ((_NORMAL, "normal"), (_BOLD, "bold")):
            chosen += [(face, style, word) for face in own if face.weight == weight][:1]
    return HouseFont(
        family,
        tuple(
            font_file(family, style, word, package, face.path.name) for face, style, word in chosen
        ),
        max(80, -int(-100 * upright[0].ems // _SAMPLE_EMS)),
    )


def installed_font_packages() -> tuple[str, ...]:
    """Return the names of the font packages that are there, as `house` may name them."""
    names = (name for found in metadata.distributions() if (name := found.metadata["Name"]))
    return tuple(sorted({name for name in names if name.startswith(("fontpkg-", "noto-"))}))


def _files(package: str) -> list[Path]:
    try:
        metadata.version(package)
        folder = Path(str(files(package.replace("-", "_"))))
    except (metadata.PackageNotFoundError, ModuleNotFoundError) as missing:
        raise NoFontError(f"the font package {package} is not installed") from missing
    found = [
        path
        for place in (folder, folder / "files")
        if place.is_dir()
        for path in place.iterdir()
        if path.suffix.lower() in (".ttf", ".otf")
    ]
    if not found:
        raise NoFontError(f"the package {package} has no font in a form that pages can use")
    return sorted(found)


def _face(path: Path) -> _Face:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        names = (font["name"].getDebugName(number) for number in _FAMILY_NAMES)
        family = next((name for name in names if name), path.stem)
        is_variable = "fvar" in font and any(axis.axisTag == "wght" for axis in font["fvar"].axes)
        glyphs = font.getGlyphSet(location={"wght": _NORMAL} if is_variable else None)
        mapped = font.getBestCmap()
        widths = [glyphs[mapped[ord(sign)]].width for sign in _SAMPLE if ord(sign) in mapped]
        is_whole = len(widths) == len(_SAMPLE)
        return _Face(
            path,
            # what a style sheet names: signs that end a string there have no place in it
            re.sub(r"[^\w .&+-]", "", family).strip() or "House",
            font["OS/2"].usWeightClass,
            bool(font["OS/2"].fsSelection & _ITALIC_BIT),
            is_variable,
            sum(widths) / font["head"].unitsPerEm if is_whole else _SAMPLE_EMS,
        )
