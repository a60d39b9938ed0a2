"""The digest of a value: the same in every process, for equal values and no others.

Fields of records and models that are not given, and have None, do not count.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from itertools import chain
from types import ModuleType

from pydantic import BaseModel

from briefgen.view import Record, origin

__all__ = ["Digests"]

_SINGLE = {None: b"n", True: b"t", False: b"f"}


def _of_text(text: str) -> bytes:
    content = text.encode("utf-8", "surrogatepass")
    return b"s%d:%b" % (len(content), content)


class Digests:
    """Makes digests, and remembers those of large values that many documents share.

    Why not a pickle's: equal values may have different pickles, as one string may be in them once
    or twice. Why not `repr`'s: it leaves out what a type thinks unimportant.
    """

    def __init__(self, shared: tuple[type, ...] = (), ignored: tuple[type, ...] = ()) -> None:
        """Remember the digests of values of the types in `shared`, which must never change.

        What is of a type in `ignored` counts as if it were not given.
        """
        self._shared, self._ignored = shared, ignored
        self._known: dict[int, tuple[object, bytes]] = {}

    def forget(self) -> None:
        """Let go of the values whose digests are remembered."""
        self._known.clear()

    def of(self, *values: object) -> str:
        """Return the hex sha256 of values.

        Raises: TypeError for a value whose content cannot be seen.
        """
        return self._of(values).hex()

    def _of(self, value: object) -> bytes:
        known = self._known.get(id(value))
        if known is not None and known[0] is value:
            return known[1]
        made = hashlib.sha256()
        self._feed(value, made.update)
        if isinstance(value, self._shared):
            # held on to, so that its address is not given to another value
            self._known[id(value)] = (value, made.digest())
        return made.digest()

    def _feed(self, value: object, write: Callable[[bytes], object]) -> None:
        """Write a value so that no other one is written in the same way."""
        kind = type(value)
        if kind in self._ignored:
            value, kind = None, type(None)
        if kind is str:
            write(_of_text(str(value)))
        elif value is None or value is True or value is False:
            write(_SINGLE[value])
        elif kind is int or kind is float:
            write(b"%b:%b;" % (kind.__name__.encode(), repr(value).encode()))
        elif kind is tuple or kind is list:
            write(b"(%d:" % len(value))  # type: ignore[arg-type]
            self._feed_each(value, write)  # type: ignore[arg-type]
        elif kind is Record:
            assert isinstance(value, Record)
            fields = [field for field in value if field[1] is not None]
            write(b"r%d:" % len(fields))
            self._feed_each(chain.from_iterable(fields), write)
            self._inside(origin(value), write)
        elif kind is bytes:
            write(b"b%d:" % len(value))  # type: ignore[arg-type]
            write(value)  # type: ignore[arg-type]
        else:
            self._feed_named(value, write)

    def _feed_each(self, values: Iterable[object], write: Callable[[bytes], object]) -> None:
        for value in values:
            if type(value) is str:
                write(_of_text(value))
            else:
                self._inside(value, write)

    def _inside(self, value: object, write: Callable[[bytes], object]) -> None:
        if isinstance(value, self._shared):
            write(b"=")
            write(self._of(value))
        else:
            self._feed(value, write)

    def _feed_named(self, value: object, write: Callable[[bytes], object]) -> None:
        kind = type(value)
        # a letter of its own, as the name of a type could else be a text of the content
        write(b"c")
        self._feed(f"{kind.__module__}.{kind.__qualname__}", write)
        if isinstance(value, Enum):
            self._feed(value.name, write)
        elif isinstance(value, date | datetime):
            self._feed(value.isoformat(), write)
        elif isinstance(value, Mapping):
            self._feed(tuple(value.items()), write)
        elif isinstance(value, set | frozenset):
            self._feed(tuple(sorted(map(self._of, value))), write)
        elif isinstance(value, BaseModel):
            # what is not given is no part of a value; most fields of most items are not
            fields = tuple(one for one in vars(value).items() if one[1] is not None)
            self._feed(fields, write)
        elif dataclasses.is_dataclass(value) and not isinstance(value, type):
            names = (field.name for field in dataclasses.fields(value))
            self._feed(tuple((name, getattr(value, name)) for name in names), write)
        elif isinstance(value, str | int | float | tuple | bytes):
            # a type made of one of these
            base = next(one for one in (str, int, float, tuple, bytes) if isinstance(value, one))
            self._feed(base(value), write)  # type: ignore[arg-type]
        elif callable(value) and hasattr(value, "__qualname__"):
            name = value.__qualname__
            owner = getattr(value, "__self__", None)
            is_bound = owner is not None and not isinstance(owner, ModuleType)
            if "<" in name or is_bound or getattr(value, "__closure__", None):
                raise TypeError(f"what `{name}` does cannot be told from its name")
            self._feed(f"{value.__module__}.{name}", write)
        else:
            raise TypeError(f"no digest of a {kind.__module__}.{kind.__qualname__}")
