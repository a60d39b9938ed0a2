"""A Job: everything one document needs to be rendered, and nothing else.

Rendering is a pure function of a Job, so that its digest can be a cache key and the same Job can
run here, in a sandboxed worker, or on another machine.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field

__all__ = ["SHIPPED", "Asset", "FontFile", "Job"]

SHIPPED = "builtin:"
"""The names of style sheets that come with the program begin so."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that the page refers to."""

    name: str
    """Path below `brief:///`, e.g. `figures/map.png`: what the page's URLs name."""
    media_type: str
    content: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        """Hex digest of the content."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font from an installed package, named by digest: megabytes that need not travel."""

    family: str
    style: str
    """`normal` or `italic`."""
    weight: str
    """`normal`, `bold`, or `variable` for a variable font without a weight range."""
    package: str
    """Distribution name on PyPI."""
    version: str
    filename: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Job:
    """One document, ready to render."""

    name: str
    """Which document this is, for messages: `dossier/template/audience/language`."""
    html: str = field(repr=False)
    """The whole page, with `<html lang>`, `<title>` and metas; styles are not in it."""
    css: tuple[tuple[str, str], ...] = field(repr=False)
    """(file name, text) of each style sheet, in cascade order."""
    markdown: str = field(repr=False)
    """The Markdown document, with its front matter."""
    assets: tuple[Asset, ...] = ()
    attachments: tuple[Asset, ...] = ()
    """Files that the PDF carries: its data, for programs."""
    fonts: tuple[FontFile, ...] = ()
    language: str = "en"
    standard: str = "ua1-a3a"
    """What the PDF conforms to, as `briefgen.yaml` has it."""
    created: str = ""
    """ISO 8601 date-time with zone that stands for the time of making."""
    identifier: str = ""
    """Names the content; the PDF's file identifier is derived from it."""
    versions: tuple[tuple[str, str], ...] = ()
    """(package, version) of everything that affects the output."""

    @property
    def digest(self) -> str:
        """Hex sha256 over all fields, files by their own digest."""
        fields = asdict(self)
        for name in ("assets", "attachments"):
            files: tuple[Asset, ...] = getattr(self, name)
            fields[name] = [(file.name, file.media_type, file.sha256) for file in files]
        canonical = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()
