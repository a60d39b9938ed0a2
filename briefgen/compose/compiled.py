"""What our own templates compile to, kept beside the program as Python keeps what it compiles.

Why: to compile the templates of one document takes a fifth of the time that it takes to make it.
They lie where Python's own compiled files lie and are trusted as those are: who can write there
can change the program itself. Those of a project are never kept.
"""

from __future__ import annotations

import hashlib
import importlib.util
import marshal
import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata
from pathlib import Path
from types import CodeType

from briefgen.surroundings import surroundings

__all__ = ["Compiled", "keep", "kept"]

Compiled = tuple[str, str, str, CodeType]
"""(what finalizes values, name, checksum of the text, code) of a template file."""
_DIGEST = hashlib.sha256().digest_size


def kept(name: str) -> Iterator[Compiled]:
    """Yield what was kept under a name; nothing if the program, Python or a package is another."""
    try:
        content = _place(name).read_bytes()
        told, inner = content[:_DIGEST], content[_DIGEST:]
        if told == _seal(inner):
            yield from marshal.loads(inner)
    except (OSError, EOFError, ValueError, TypeError, NotImplementedError):
        return


def keep(name: str, compiled: Iterable[Compiled]) -> None:
    """Keep what templates compile to, if Python keeps what it compiles and may write there."""
    if sys.dont_write_bytecode:
        return
    inner = marshal.dumps(list(compiled))
    try:
        place = _place(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary = place.with_name(f"{place.name}.{os.getpid()}.tmp")
        try:
            temporary.write_bytes(_seal(inner) + inner)
            temporary.replace(place)
        except OSError:
            temporary.unlink(missing_ok=True)
    except (OSError, NotImplementedError):
        # this Python keeps nothing, or may not
        return


def _place(name: str) -> Path:
    """Return where it is kept. Raises: NotImplementedError when Python keeps nothing."""
    module = Path(__file__).with_name(f"templates{name}.py")
    return Path(importlib.util.cache_from_source(str(module))).with_suffix(".compiled")


def _seal(inner: bytes) -> bytes:
    return hashlib.sha256(_made_by().encode() + inner).digest()


@cache
def _made_by() -> str:
    """Return a text that changes with all that compiles templates, as it was first seen.

    For what a program compiles that is replaced while it runs is still its own.
    """
    return f"{surroundings(())} {metadata.version('jinja2')}"
