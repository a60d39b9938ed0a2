"""The digest of a value: the same in every process, for equal values and no others.

Fields of records and models that are not given, and have None, do not count.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from operator import attrgetter
from types import ModuleType, NoneType
from typing import Any

from pydantic import BaseModel

from briefgen.view import Record, origin

__all__ = ["Digests"]

_Put = Callable[[bytes], object]
_Way = Callable[[Any, _Put], object]
"""Writes a value of one type so that no other value is written in the same way."""


def _of_text(text: str) -> bytes:
    content = text.encode("utf-8", "surrogatepass")
    return b"s%d:%b" % (len(content), content)


def _head(kind: type) -> bytes:
    # a letter of its own, as the name of a type could else be a text of the content
    return b"c" + _of_text(f"{kind.__module__}.{kind.__qualname__}")


def _choice(kind: type[Enum]) -> _Way:
    head = _head(kind)
    known = {one: head + _of_text(one.name) for one in kind}
    # the value of several flags has no name of its own
    return lambda value, put: put(known.get(value) or head + _of_text(str(value.name)))


def _number(value: float, put: _Put) -> None:
    put(b"%b:%b;" % (type(value).__name__.encode(), repr(value).encode()))


def _content(value: bytes, put: _Put) -> None:
    put(b"b%d:" % len(value))
    put(value)


_WAYS: Mapping[type, _Way] = {
    NoneType: lambda _, put: put(b"n"),
    bool: lambda value, put: put(b"t" if value else b"f"),
    int: _number,
    float: _number,
    str: lambda value, put: put(_of_text(value)),
    bytes: _content,
}


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
        self._names: dict[str, bytes] = {}
        """How the names of fields are written."""
        self._whole: dict[type, _Way] = {}
        """How values of a type are written."""
        self._inner: dict[type, _Way] = {}
        """The same for those inside others: of what is shared, its digest."""

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
        kind = type(value)
        pieces: list[bytes] = []
        if kind not in self._whole:
            self._learn(kind)
        self._whole[kind](value, pieces.append)
        made = hashlib.sha256(b"".join(pieces)).digest()
        if isinstance(value, self._shared):
            # held on to, so that its address is not given to another value
            self._known[id(value)] = (value, made)
        return made

    def _feed(self, value: object, put: _Put) -> None:
        kind = type(value)
        (self._inner.get(kind) or self._learn(kind))(value, put)

    def _feed_each(self, values: Iterable[object], put: _Put) -> None:
        inner = self._inner
        for value in values:
            kind = type(value)
            if kind is str:
                put(_of_text(value))  # type: ignore[arg-type]
            else:
                (inner.get(kind) or self._learn(kind))(value, put)

    def _learn(self, kind: type) -> _Way:
        """Return how values of a type are written inside others."""
        whole = self._whole[kind] = self._way_of(kind)
        inner = self._inner[kind] = self._digest if issubclass(kind, self._shared) else whole
        return inner

    def _way_of(self, kind: type) -> _Way:
        way = _WAYS.get(kind, self._named)
        if kind in self._ignored:
            way = _WAYS[NoneType]
        elif kind is tuple or kind is list:
            way = self._row
        elif kind is Record:
            way = self._record
        elif issubclass(kind, Enum):
            way = _choice(kind)
        elif dataclasses.is_dataclass(kind):
            way = self._fields_of(kind)
        return way

    def _digest(self, value: object, put: _Put) -> None:
        put(b"=")
        put(self._of(value))

    def _row(self, value: Sequence[object], put: _Put) -> None:
        put(b"(%d:" % len(value))
        self._feed_each(value, put)

    def _record(self, value: Record, put: _Put) -> None:
        fields = [field for field in value if field[1] is not None]
        put(b"r%d:" % len(fields))
        names, inner = self._names, self._inner
        for name, said in fields:
            put(names.get(name) or names.setdefault(name, _of_text(name)))
            kind = type(said)
            if kind is str:
                put(_of_text(said))
            else:
                (inner.get(kind) or self._learn(kind))(said, put)
        self._feed(origin(value), put)

    def _fields_of(self, kind: type) -> _Way:
        names = tuple(field.name for field in dataclasses.fields(kind))
        head = _head(kind) + b"%d:" % len(names) + b"".join(map(_of_text, names))
        # of one name it would return the value alone
        values_of = attrgetter(*names) if len(names) > 1 else None

        def write(value: object, put: _Put) -> None:
            put(head)
            self._feed_each(
                values_of(value) if values_of else (getattr(value, name) for name in names), put
            )

        return write

    def _named(self, value: object, put: _Put) -> None:
        """Write a value of any other type."""
        put(_head(type(value)))
        if isinstance(value, date | datetime):
            put(_of_text(value.isoformat()))
        elif isinstance(value, Mapping):
            self._feed(tuple(value.items()), put)
        elif isinstance(value, set | frozenset):
            self._feed(tuple(sorted(map(self._of, value))), put)
        elif isinstance(value, BaseModel):
            # what is not given is no part of a value; most fields of most items are not
            self._feed(tuple(one for one in vars(value).items() if one[1] is not None), put)
        elif isinstance(value, str | int | float | tuple | bytes):
            # a type made of one of these
            base = next(one for one in (str, int, float, tuple, bytes) if isinstance(value, one))
            self._feed(base(value), put)  # type: ignore[arg-type]
        elif callable(value) and hasattr(value, "__qualname__"):
            name = value.__qualname__
            owner = getattr(value, "__self__", None)
            is_bound = owner is not None and not isinstance(owner, ModuleType)
            if "<" in name or is_bound or getattr(value, "__closure__", None):
                raise TypeError(f"what `{name}` does cannot be told from its name")
            put(_of_text(f"{value.__module__}.{name}"))
        else:
            kind = type(value)
            raise TypeError(f"no digest of a {kind.__module__}.{kind.__qualname__}")
