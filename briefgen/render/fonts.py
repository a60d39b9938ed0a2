"""Fonts from installed packages, never from the system."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from briefgen.errors import ToolMissingError
from briefgen.job import FontFile

__all__ = [
    "BASE",
    "SANS",
    "SERIF",
    "FontChangedError",
    "font_face_css",
    "font_file",
    "font_files",
    "house_fonts",
    "is_cjk",
    "read_font",
]

BASE = "brief:///fonts/"
"""Where a page finds the fonts."""

SANS = "Source Sans 3"
SERIF = "Source Serif 4"
_CJK = "Noto Sans CJK JP"

_LATIN_FONTS = (
    (SANS, "normal", "variable", "fontpkg-source-sans-3", "SourceSans3[wght].ttf"),
    (SANS, "italic", "variable", "fontpkg-source-sans-3", "SourceSans3-Italic[wght].ttf"),
    (SERIF, "normal", "variable", "fontpkg-source-serif-4", "SourceSerif4[opsz,wght].ttf"),
    (SERIF, "italic", "variable", "fontpkg-source-serif-4", "SourceSerif4-Italic[opsz,wght].ttf"),
)
_CJK_FONTS = (
    (_CJK, "normal", "normal", "noto-cjk-sans-jp-regular", "NotoSansCJKjp-Regular.otf"),
    (_CJK, "normal", "bold", "noto-cjk-sans-jp-bold", "NotoSansCJKjp-Bold.otf"),
)


class FontChangedError(Exception):
    """The installed font is not the one that the job was composed with."""


def font_files(*, cjk: bool) -> tuple[FontFile, ...]:
    """Return the house fonts, those for Chinese, Japanese and Korean only when asked for.

    Why: the CJK fonts are 33 MB, and a page without such characters needs none of it.
    Raises: ToolMissingError when a font package is not installed.
    """
    rows = _LATIN_FONTS + (_CJK_FONTS if cjk else ())
    return tuple(font_file(*row) for row in rows)


def house_fonts(cjk: bool) -> tuple[FontFile, ...]:
    """Return what `font_files` does, as a function that compose can be given."""
    return font_files(cjk=cjk)


def read_font(font: FontFile) -> bytes:
    """Return the font's bytes.

    Raises: ToolMissingError when the package is not installed; FontChangedError when its file is
    not the one that `sha256` names.
    """
    path = _path(font.package, font.filename)
    content = path.read_bytes()
    if _sha256(path, _state(path)) != font.sha256:
        raise FontChangedError(
            f"`{font.filename}` of {font.package} is not the file of version {font.version}"
        )
    return content


def font_face_css(fonts: Iterable[FontFile], *, address: str = "") -> str:
    """Return an `@font-face` rule for each font, at `brief:///fonts/` unless at `address`.

    Why: a variable font gets no `font-weight` descriptor, which would make each weight the same
    one; a browser, which needs a range instead, is told so where the address is its own.
    """
    return "".join(
        "@font-face{"
        f'font-family:"{font.family}";'
        f"font-style:{font.style};"
        f"{_weight(font, ranged=bool(address))}"
        f'src:url("{address or BASE + quote(font.filename)}")'
        "}\n"
        for font in fonts
    )


def is_cjk(font: FontFile) -> bool:
    """Return whether the font is one that only a page with Chinese, Japanese or Korean needs."""
    return font.family == _CJK


def _weight(font: FontFile, *, ranged: bool) -> str:
    if font.weight != "variable":
        return f"font-weight:{font.weight};"
    return "font-weight:200 900;" if ranged else ""


@cache
def font_file(family: str, style: str, weight: str, package: str, filename: str) -> FontFile:
    """Return a face of an installed package.

    Raises: ToolMissingError when it is not there.
    """
    path = _path(package, filename)
    return FontFile(
        family=family,
        style=style,
        weight=weight,
        package=package,
        version=metadata.version(package),
        filename=filename,
        sha256=_sha256(path, _state(path)),
    )


@cache
def _sha256(path: Path, _state: tuple[int, ...]) -> str:
    """Return the digest of a file in a state, worked out once: some are of 16 MB."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _state(path: Path) -> tuple[int, ...]:
    """Return what changes when a file does."""
    state = path.stat()
    return state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns


def _path(package: str, filename: str) -> Path:
    try:
        folder = Path(str(files(package.replace("-", "_"))))
    except ModuleNotFoundError as missing:
        raise ToolMissingError(
            f"the font package {package} is not installed",
            help=f"run `python -m pip install {package}`",
        ) from missing
    for path in (folder / filename, folder / "files" / filename):
        if path.is_file():
            return path
    raise ToolMissingError(
        f"the font package {package} has no file {filename}",
        help=f"run `python -m pip install --force-reinstall {package}`",
    )
