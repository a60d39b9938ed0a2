"""What goes between a build and a slot, by way of Dask: bytes of our own making, read as data.

The first byte of a message says what it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from briefgen import errors
from briefgen.cluster.software import digest_of
from briefgen.order import UnreadableError

__all__ = [
    "INQUIRY",
    "FailedError",
    "LackingError",
    "RefusedError",
    "Report",
    "asked",
    "delivered",
    "delivering",
    "failing",
    "lacking",
    "order_in",
    "read_report",
    "reporting",
]

INQUIRY = b"?"
"""Asks a slot what it makes documents with."""
_ORDER, _DELIVERY, _REPORT, _LACKING, _FAILING = b"o", b"d", b"r", b"l", b"f"
_DIGEST = 32
_STOPPING = (errors.ToolMissingError, errors.OutputError)
"""What keeps a machine from making any document."""


class FailedError(Exception):
    """A worker could not do what was asked, and lives."""


class RefusedError(Exception):
    """A slot took no order, for it would make other bytes of it."""


class LackingError(Exception):
    """The machine of a slot lacks what every document needs; `error` says what."""

    def __init__(self, error: errors.BriefgenError) -> None:
        super().__init__(error.message)
        self.error = error


@dataclass(frozen=True, slots=True)
class Report:
    """What a slot makes documents with."""

    software: Mapping[str, str]
    """(name → version) of all that must be the same on every machine."""
    native: Mapping[str, str]
    """The native libraries among it."""
    layers: tuple[str, ...] = ()
    """What confines the processes that the slot starts."""


def asked(report: Report, order: bytes) -> bytes:
    """Return the message that orders a document, of slots with just the software of a report."""
    return _ORDER + digest_of(report.software) + order


def order_in(message: bytes, report: Report) -> bytes | None:
    """Return the order in a message, None if it is for slots with other software."""
    start = _ORDER + digest_of(report.software)
    return message[len(start) :] if message.startswith(start) else None


def delivering(delivery: bytes) -> bytes:
    """Return the answer that has a delivery in it."""
    return _DELIVERY + delivery


def reporting(report: Report) -> bytes:
    """Return the answer to an inquiry, and to an order that is not for this slot."""
    return _REPORT + json.dumps(asdict(report)).encode()


def lacking(error: Exception) -> bytes:
    """Return the answer of a slot that can make nothing."""
    kind = type(error) if isinstance(error, _STOPPING) else errors.ToolMissingError
    message = error.message if isinstance(error, errors.BriefgenError) else repr(error)
    help_text = error.help if isinstance(error, errors.BriefgenError) else None
    said = {"error": kind.__name__, "message": message, "help": help_text}
    return _LACKING + json.dumps(said).encode()


def failing(error: Exception) -> bytes:
    """Return the answer of a Dask worker whose slot has none.

    Why not let Dask carry the error: a client of it waits forever for one that cannot be pickled.
    """
    return _FAILING + f"{type(error).__name__}: {error}".encode("utf-8", "backslashreplace")


def delivered(answer: bytes) -> bytes:
    """Return the delivery in an answer.

    Raises: RefusedError. LackingError. FailedError. UnreadableError when the answer is none.
    """
    if answer[:1] == _DELIVERY:
        return answer[1:]
    read_report(answer)
    raise RefusedError


def read_report(answer: bytes) -> Report:
    """Return what a slot says of itself.

    Raises: LackingError. FailedError. UnreadableError when the answer is none.
    """
    if answer[:1] == _FAILING:
        raise FailedError(answer[1:].decode("utf-8", "replace"))
    if answer[:1] not in (_REPORT, _LACKING):
        raise UnreadableError("it is no answer of a slot")
    try:
        said = json.loads(answer[1:])
    except (ValueError, RecursionError) as error:
        raise UnreadableError(str(error)) from error
    if not isinstance(said, dict):
        raise UnreadableError("it is no answer of a slot")
    if answer[:1] == _LACKING:
        kinds = {kind.__name__: kind for kind in _STOPPING}
        kind, help_text = kinds.get(str(said.get("error"))), said.get("help")
        if kind is None:
            raise UnreadableError("it lacks what there is not")
        raise LackingError(kind(str(said.get("message")), help=help_text and str(help_text)))
    software, native, layers = (said.get(key) for key in ("software", "native", "layers"))
    if not (_is_words(software) and _is_words(native) and isinstance(layers, list)):
        raise UnreadableError("it is no report of a slot")
    return Report(dict(software or ()), dict(native or ()), tuple(map(str, layers)))


def _is_words(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(word, str) for word in value.values())
