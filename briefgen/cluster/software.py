"""What documents are made with: two machines on which it is the same give the same bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

from briefgen.surroundings import program_digest
from briefgen.versions import ABSENT, output_versions

__all__ = [
    "CARRIERS",
    "CODE",
    "Difference",
    "differences",
    "digest_of",
    "software_with",
]

CODE = "code of briefgen"
"""The name under which the digest of its files stands."""
CARRIERS = ("dask", "distributed")
"""Packages that take an order and its answer along: they understand only their own version."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not the same here and there."""

    name: str
    here: str
    there: str

    def __str__(self) -> str:
        return f"{self.name} {_short(self.there)}, and {_short(self.here)} is here"


def software_with(native: Mapping[str, str]) -> dict[str, str]:
    """Return (name → version) of all that makes documents; `native` is what the engine said."""
    carriers = {name: _version(name) for name in CARRIERS}
    return {**dict(output_versions()), CODE: _own_digest(), **carriers, **native}


def digest_of(software: Mapping[str, str]) -> bytes:
    """Return 32 bytes that say whether two machines have the same software."""
    return hashlib.sha256(json.dumps(sorted(software.items())).encode()).digest()


def differences(here: Mapping[str, str], there: Mapping[str, str]) -> tuple[Difference, ...]:
    """Return what differs, in the order in which it is named here."""
    return tuple(
        Difference(name, here.get(name, ABSENT), there.get(name, ABSENT))
        for name in dict.fromkeys((*here, *there))
        if here.get(name, ABSENT) != there.get(name, ABSENT)
    )


@lru_cache(maxsize=1)
def _own_digest() -> str:
    """Return the digest of the program: two checkouts may say the same version.

    Once, as this process goes on with what it has loaded.
    """
    return program_digest()


def _short(value: str) -> str:
    return value[:12] if len(value) == 64 else value


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ABSENT
