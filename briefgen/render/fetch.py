"""Which bytes a page may have: the job's own assets and fonts, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from briefgen.diagnostics import Diagnostic, did_you_mean
from briefgen.job import Asset, FontFile
from briefgen.render.fonts import read_font

__all__ = ["BASE_URL", "FONT_PATH", "Fetched", "Library", "RefusedError"]

BASE_URL = "brief:///"
FONT_PATH = "fonts/"
_LONGEST_SHOWN = 80


class RefusedError(Exception):
    """The address names nothing that the page may have."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """The answer to one request."""

    media_type: str
    content: bytes = field(repr=False)


class Library:
    """Everything a page can ask for by address; what it refuses is noted.

    Why: an address is looked up whole in a table, never opened, so there is no path to climb and
    no scheme to abuse.
    """

    def __init__(
        self,
        assets: tuple[Asset, ...],
        fonts: tuple[FontFile, ...],
        *,
        read: Callable[[FontFile], bytes] = read_font,
        withheld: frozenset[str] = frozenset(),
    ) -> None:
        """`withheld` names assets that have been reported already and must not be used."""
        self._assets = {asset.name: asset for asset in assets}
        self._fonts = {FONT_PATH + font.filename: font for font in fonts}
        self._read = read
        self._withheld = withheld
        self._refused: dict[str, Diagnostic | None] = {}

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """One for each refused address, in the order of asking."""
        return tuple(found for found in self._refused.values() if found)

    def has_refused(self, url: str) -> bool:
        """Return whether this address was asked for and refused."""
        return url in self._refused

    def fetch(self, url: str) -> Fetched:
        """Return what the address names.

        Raises: RefusedError for an address that is not one of the job's own.
        """
        name = _name(url)
        if name is None:
            raise self._refuse(url, "BG601", f"the page may not ask for `{_shown(url)}`")
        if name in self._withheld:
            self._refused.setdefault(url, None)
            raise RefusedError(f"`{name}` is not used")
        if asset := self._assets.get(name):
            return Fetched(asset.media_type, asset.content)
        if font := self._fonts.get(name):
            return Fetched("font/otf" if name.endswith(".otf") else "font/ttf", self._read(font))
        raise self._refuse(
            url,
            "BG602",
            f"the document does not carry `{_shown(name)}`",
            did_you_mean(name, self._assets),
        )

    def _refuse(self, url: str, code: str, message: str, hint: str | None = None) -> RefusedError:
        hint = hint or "name a file of the document; addresses elsewhere are never read"
        self._refused.setdefault(url, Diagnostic(code, message, help=hint))
        return RefusedError(message)


def _name(url: str) -> str | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme != "brief" or parts.netloc or parts.query:
        return None
    return unquote(parts.path).removeprefix("/")


def _shown(url: str) -> str:
    return url if len(url) <= _LONGEST_SHOWN else url[: _LONGEST_SHOWN - 1] + "…"
