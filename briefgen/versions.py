"""The versions of everything that affects the bytes of the output."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

__all__ = ["OUTPUT_PACKAGES", "native_versions", "output_versions"]

OUTPUT_PACKAGES = (
    "Babel", "citeproc-py", "cssselect2", "fontpkg-source-sans-3", "fontpkg-source-serif-4",
    "fonttools", "jinja2", "lxml", "markdown-it-py", "noto-cjk-sans-jp-bold",
    "noto-cjk-sans-jp-regular", "pillow", "pydyf", "pyphen", "pyyaml", "segno",
    "tinycss2", "tinyhtml5", "weasyprint",
)  # fmt: skip


@lru_cache(maxsize=1)
def output_versions() -> tuple[tuple[str, str], ...]:
    """Return (package, version), briefgen first; `-` for a package that is not installed."""
    from briefgen import __version__

    return (("briefgen", __version__), *((name, _version(name)) for name in OUTPUT_PACKAGES))


def native_versions() -> dict[str, str]:
    """Return the versions of the native libraries that shape text, if the engine was loaded.

    Why: they come from the system, not from the lock, and another one may give other bytes.
    """
    import sys

    ffi = sys.modules.get("weasyprint.text.ffi")
    if ffi is None:
        return {}
    number = ffi.pango.pango_version()
    return {"pango": f"{number // 10000}.{number // 100 % 100}.{number % 100}"}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"
