"""What documents are made with: two machines on which it is the same give the same bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import briefgen
from briefgen.versions import ABSENT, output_versions
from briefgen.world import World, builtin_world

__all__ = [
    "CARRIERS",
    "CODE",
    "Difference",
    "code_digest",
    "differences",
    "digest_of",
    "software_with",
]

CODE = "code of briefgen"
"""The name under which the digest of its files stands."""
CARRIERS = ("dask", "distributed")
"""Packages that take an order and its answer along: they understand only their own version."""
_NOT_CODE = ("__pycache__", "builtin")


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


def code_digest(package: Path, builtin: World) -> str:
    """Return a sha256 of a package's files and of the built-in templates.

    Why: two checkouts may say the same version. The templates are named by themselves, since an
    installed package and a checkout have them in different places.
    """
    seen = hashlib.sha256()
    for name, content in (*_files(package), *_templates(builtin)):
        for part in (name.encode(), content):
            seen.update(len(part).to_bytes(8, "big") + part)
    return seen.hexdigest()


@lru_cache(maxsize=1)
def _own_digest() -> str:
    return code_digest(Path(briefgen.__file__).parent, builtin_world())


def _files(package: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package)
        is_hidden = any(part.startswith(".") for part in inside.parts)
        if not is_hidden and not set(inside.parts) & set(_NOT_CODE) and path.is_file():
            yield inside.as_posix(), path.read_bytes()


def _templates(builtin: World) -> Iterator[tuple[str, bytes]]:
    for path in sorted(builtin.files("templates")):
        yield path, builtin.read(path)


def _short(value: str) -> str:
    return value[:12] if len(value) == 64 else value


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ABSENT
