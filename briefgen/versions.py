"""The versions of everything that affects the bytes of the output."""

from __future__ import annotations

import platform
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

__all__ = [
    "ABSENT",
    "OTHER_PACKAGES",
    "OUTPUT_PACKAGES",
    "native_files",
    "native_versions",
    "other_versions",
    "output_versions",
]

OUTPUT_PACKAGES = (
    "Babel", "bibtexparser", "citeproc-py", "cssselect2", "fontpkg-source-sans-3",
    "fontpkg-source-serif-4", "fonttools", "jinja2", "lxml", "markdown-it-py", "markupsafe",
    "mdurl", "noto-cjk-sans-jp-bold", "noto-cjk-sans-jp-regular", "pillow", "pydyf", "pylatexenc",
    "pyphen", "pyyaml", "segno", "tinycss2", "tinyhtml5", "uharfbuzz", "weasyprint",
)  # fmt: skip
OTHER_PACKAGES = (
    "click",
    "filelock",
    "pikepdf",
    "platformdirs",
    "pydantic",
    "pypdfium2",
    "rapidfuzz",
    *(("inotify-simple",) if sys.platform == "linux" else ()),
)
"""Packages that a build needs and that change nothing in what is written."""
ABSENT = "-"
"""The version of what is not there."""

_DECLARATIONS = """
const char *hb_version_string(void);
int FcGetVersion(void);
int FT_Init_FreeType(void **);
int FT_Done_FreeType(void *);
void FT_Library_Version(void *, int *, int *, int *);
extern char *fribidi_version_info;
extern unsigned int glib_major_version, glib_minor_version, glib_micro_version;
"""


@lru_cache(maxsize=1)
def output_versions() -> tuple[tuple[str, str], ...]:
    """Return (package, version), briefgen first; `-` for a package that is not installed."""
    from briefgen import __version__

    return (("briefgen", __version__), *((name, _version(name)) for name in OUTPUT_PACKAGES))


@lru_cache(maxsize=1)
def other_versions() -> tuple[tuple[str, str], ...]:
    """Return (package, version) of those that change nothing in the output: some prove it."""
    return tuple((name, _version(name)) for name in OTHER_PACKAGES)


def native_versions() -> dict[str, str]:
    """Return the versions of Python and of the native libraries, if the engine was loaded.

    Why: they come from the system, not from the lock, and another one may give other bytes. Those
    that shape and cut down text are asked themselves, as the engine has loaded them.
    """
    engine = sys.modules.get("weasyprint.text.ffi")
    return dict(_native(engine)) if engine is not None else {}


def native_files() -> tuple[str, ...]:
    """Return the paths of the native libraries, if the engine was loaded and the system tells.

    Why: another version of one has another file, which can be seen without loading it.
    """
    if "weasyprint.text.ffi" not in sys.modules:
        return ()
    try:
        maps = Path("/proc/self/maps").read_text("utf-8", "replace")
    except OSError:
        return ()
    paths = {line[line.index("/") :] for line in maps.splitlines() if "/" in line}
    return tuple(sorted(path for path in paths if _is_native(path.rsplit("/", 1)[-1])))


_NATIVE = (
    "libpango", "libharfbuzz", "libfontconfig", "libfreetype", "libfribidi", "libglib",
    "libgobject",
)  # fmt: skip


def _is_native(name: str) -> bool:
    return ".so" in name and name.startswith(_NATIVE)


@lru_cache(maxsize=1)
def _native(engine: Any) -> tuple[tuple[str, str], ...]:
    engine.ffi.cdef(_DECLARATIONS, override=True)
    libraries: Mapping[str, Callable[[Any], str]] = {
        "pango": lambda engine: _dotted(engine.pango.pango_version()),
        "harfbuzz": lambda engine: _text(engine, engine.harfbuzz.hb_version_string()),
        "harfbuzz-subset": lambda engine: _text(engine, engine.harfbuzz_subset.hb_version_string()),
        "fontconfig": lambda engine: _dotted(engine.fontconfig.FcGetVersion()),
        "freetype": _freetype,
        "fribidi": lambda engine: _text(engine, engine.pango.fribidi_version_info).split()[2],
        "glib": _glib,
    }
    found = [(name, _asked(ask, engine)) for name, ask in libraries.items()]
    return (*found, *_of_python())


def _of_python() -> Iterator[tuple[str, str]]:
    """Yield the versions of Python and of what came with it and with its packages."""
    from PIL import features

    yield "python", platform.python_version()
    yield "zlib", zlib.ZLIB_RUNTIME_VERSION
    yield "libjpeg", str(features.version("libjpeg_turbo") or features.version("jpg") or ABSENT)


def _asked(ask: Callable[[Any], str], engine: Any) -> str:
    """Return what a library says; an old one, or one that is not there, may say nothing."""
    try:
        return ask(engine)
    except (AttributeError, IndexError, OSError):
        return ABSENT


def _freetype(engine: Any) -> str:
    # no library of the engine's own, but one that Pango brings
    ffi, library = engine.ffi, engine.pangoft2
    handle, numbers = ffi.new("void **"), [ffi.new("int *") for _ in range(3)]
    if library.FT_Init_FreeType(handle):
        return ABSENT
    library.FT_Library_Version(handle[0], *numbers)
    library.FT_Done_FreeType(handle[0])
    return ".".join(str(number[0]) for number in numbers)


def _glib(engine: Any) -> str:
    parts = ("major", "minor", "micro")
    return ".".join(str(getattr(engine.gobject, f"glib_{part}_version")) for part in parts)


def _text(engine: Any, pointer: Any) -> str:
    content: bytes = engine.ffi.string(pointer)
    return content.decode("ascii", "replace")


def _dotted(number: int) -> str:
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ABSENT
