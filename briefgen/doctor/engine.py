"""The layout engine, its libraries, the fonts and the sandbox, tried as a build uses them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager

from briefgen.doctor.finding import Finding, Group, State
from briefgen.errors import BriefgenError
from briefgen.render.enginelog import SUBSET_LIBRARY_MISSING
from briefgen.render.fonts import FontChangedError, font_files, read_font
from briefgen.sandbox import LAYERS
from briefgen.versions import ABSENT
from briefgen.workers import Worker

__all__ = ["engine", "fonts"]

_SUBSET = "harfbuzz-subset"
_OF_PYTHON = ("python",)
_PROCESS = "a process of its own"


def fonts() -> Iterator[Finding]:
    """Yield the house fonts, each read as a build reads it."""
    for cjk in (False, True):
        try:
            found = font_files(cjk=cjk)
            for font in found:
                read_font(font)
        except (BriefgenError, FontChangedError, OSError) as error:
            yield Finding(
                Group.FONTS,
                "Chinese, Japanese, Korean" if cjk else "Latin, Greek, Cyrillic",
                State.MISSING,
                is_needed=True,
                help=f"{error}: {getattr(error, 'help', None) or 'install the package again'}",
            )
            continue
        names = dict.fromkeys((font.family, font.package, font.version) for font in found)
        for family, package, number in names:
            if cjk == ("CJK" in family):
                told = f"{package} {number}"
                yield Finding(Group.FONTS, family, State.GOOD, told, is_needed=True)


def engine(worker: AbstractContextManager[Worker]) -> Iterator[Finding]:
    """Yield the native libraries and the layers of the sandbox, which a started worker tells."""
    try:
        with worker as started:
            layers = started.try_out(("composing", "layout"))
            versions = started.native_versions
    except BriefgenError as error:
        yield Finding(
            Group.LIBRARIES,
            "layout engine",
            State.MISSING,
            is_needed=True,
            help=f"{error.message}: {error.help}" if error.help else error.message,
        )
        return
    except (ImportError, OSError, RuntimeError) as error:
        yield Finding(
            Group.SANDBOX,
            _PROCESS,
            State.MISSING,
            is_needed=True,
            help=f"no worker can be started ({type(error).__name__}: {error}); see what limits "
            "processes and memory here, and whether `briefgen build --no-sandbox` works",
        )
        return
    yield Finding(Group.SANDBOX, _PROCESS, State.GOOD, "starts", is_needed=True)
    for layer in LAYERS:
        if layer in layers:
            yield Finding(Group.SANDBOX, layer, State.GOOD, "holds")
        else:
            yield Finding(
                Group.SANDBOX,
                layer,
                State.MISSING,
                help="documents are built without this layer: SECURITY.md says what it does and "
                "which systems have it",
            )
    for name, number in versions.items():
        if name not in _OF_PYTHON:
            yield _library(name, number)


def _library(name: str, number: str) -> Finding:
    if number != ABSENT:
        return Finding(Group.LIBRARIES, name, State.GOOD, number)
    lack = SUBSET_LIBRARY_MISSING
    told = f"{lack.message}, {lack.notes[0]}: {lack.help}"
    advice = told if name == _SUBSET else "it does not say which version it is"
    return Finding(Group.LIBRARIES, name, State.MISSING, help=advice)
