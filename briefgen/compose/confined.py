"""A Jinja environment whose templates know their values, and nothing of the machine."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefgen.model.text import Text
from briefgen.view import Record

__all__ = ["Confined"]

_OF_CHANCE = ("lipsum", "random")
_WITHOUT_WORDS = ("cycler", "joiner")
"""Globals whose values print as the place where they lie in memory."""
_LAZY = (
    "batch", "items", "map", "reject", "rejectattr", "reverse", "select", "selectattr", "slice",
    "unique",
)  # fmt: skip
"""Filters that return an iterator, which prints as the place where it lies in memory."""
_KNOW_THE_MACHINE = frozenset({"astimezone", "timestamp"})
"""Methods of a date that may use the machine's time zone."""
_PLAIN = frozenset({Record, Text, bool, int, str, tuple})
_MOST_VERDICTS = 10_000
"""So many are remembered: a template may ask for names that it makes up."""


class _Held:
    """Something that can be called, and neither printed nor compared."""

    __slots__ = ("held",)

    def __init__(self, held: Any) -> None:
        self.held = held

    def __repr__(self) -> NoReturn:
        raise SecurityError("what can be called cannot be printed: call it, with `()`")


class _Context(Context):
    def super(self, name: str, current: Callable[..., Any]) -> Any:
        found = super().super(name, current)
        return _Held(found) if isinstance(found, BlockReference) else found


class Confined(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox without chance, clock, time zone and addresses in memory.

    Why: a page must be the same bytes for the same values, whatever its template does, and what
    else the program holds must not show in them.
    """

    context_class = _Context

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._verdicts: dict[tuple[type, str], bool] = {}
        for name in (*_OF_CHANCE, *_WITHOUT_WORDS):
            self.globals.pop(name, None)
            self.filters.pop(name, None)
        for name in _LAZY:
            self.filters[name] = _at_once(self.filters[name])
        for name, value in list(self.globals.items()):
            self.lend(name, value)

    def lend(self, name: str, function: Any) -> None:
        """Give templates a function that they may call."""
        self.globals[name] = _Held(function)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Refuse also what tells the time or the place."""
        key = (type(obj), attr)
        is_safe = self._verdicts.get(key)
        if is_safe is None:
            # Jinja looks at the type alone
            is_safe = super().is_safe_attribute(obj, attr, value) and attr not in _KNOW_THE_MACHINE
            if len(self._verdicts) < _MOST_VERDICTS:
                self._verdicts[key] = is_safe
        makes_values = isinstance(getattr(value, "__self__", None), type)
        return is_safe and not makes_values

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute, held if it can be called."""
        if type(obj) is Record and attribute[:1] != "_" and attribute not in _KNOW_THE_MACHINE:
            # most of what is asked for: a field whose value can do nothing
            value = getattr(obj, attribute, None)
            if type(value) in _PLAIN:
                return value
        return _guarded(super().getattr(_unheld(obj), attribute))

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an element, held if it can be called."""
        return _guarded(super().getitem(_unheld(obj), argument))

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call what may be called."""
        return super().call(context, _unheld(obj), *args, **kwargs)


def _unheld(value: Any) -> Any:
    return value.held if isinstance(value, _Held) else value


def _guarded(value: Any) -> Any:
    is_value = isinstance(value, (_Held, jinja2.Undefined)) or not callable(value)
    return value if is_value else _Held(value)


def _at_once(lazy: Callable[..., Iterable[Any]]) -> Callable[..., Any]:
    """Return the filter with its values as a tuple."""

    @functools.wraps(lazy)
    def filtered(*args: Any, **kwargs: Any) -> Any:
        found = lazy(*args, **kwargs)
        return found if isinstance(found, str) else tuple(found)

    return filtered
