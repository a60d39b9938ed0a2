"""Whether a finished file holds anything that its audience may not see."""

from __future__ import annotations

import lzma
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.prove.disguise import encoded_bytes, undisguised
from briefgen.prove.embedded import texts_in_bytes
from briefgen.prove.file_channels import texts_of_file
from briefgen.prove.pdf_channels import texts_of_pdf
from briefgen.prove.reading import NOT_AS_EXPECTED
from briefgen.prove.secret import Secret, Secrets
from briefgen.prove.unpacking import UnopenedError

__all__ = ["Leak", "find_leaks"]

_SMALL = 100
_BROKEN = (
    *NOT_AS_EXPECTED,
    EOFError,
    OSError,
    RecursionError,
    lzma.LZMAError,
    struct.error,
    zlib.error,
)
"""What it may take to look into what is damaged, or was never meant to be read: nothing is proved
of what cannot be looked into."""


@dataclass(frozen=True, slots=True)
class Leak:
    """A phrase that must not be there."""

    secret: Secret
    place: str
    """Where it is, for messages: `page 2`, `outline (object 12)`, `line 8, a comment`."""


def find_leaks(artifact: bytes, form: str, secrets: Secrets) -> tuple[Leak, ...]:
    """Return what a file says of what its audience may not see, each item once for each place.

    Also what an item's `public_words` let pass; see `Secret.public_words`.

    `form` is `pdf`, `markdown` or `html`.

    Raises: BrokenPdfError when a PDF cannot be opened, UnopenedError when something is embedded
    that cannot be looked into; then nothing is proved.
    """
    if not secrets.phrases:
        return ()
    try:
        return _found(artifact, form, secrets)
    except _BROKEN as broken:
        raise UnopenedError(f"something broken ({type(broken).__name__}: {broken})") from broken


def _found(artifact: bytes, form: str, secrets: Secrets) -> tuple[Leak, ...]:
    # all at once, for most files have none; where it is matters only for those that have
    if not _whole(_by_place(artifact, form, secrets, names_places=False), secrets):
        return ()
    gathered = _by_place(artifact, form, secrets, names_places=True)
    found: dict[tuple[str, str, str, str], Leak] = {}
    for place, each in gathered.items():
        for secret in _among(secrets, each):
            key = (place, secret.family, secret.identifier, secret.public_words)
            found.setdefault(key, Leak(secret, place))
    placed = {leak.secret for leak in found.values()}
    scattered = (
        Leak(secret, "over several places")
        for secret in _whole(gathered, secrets)
        if secret not in placed
    )
    return (*found.values(), *_one_of_each(scattered, found.values()))


_Gathered = Mapping[str, Sequence[str]]
"""The texts of a file by their places."""


def _by_place(artifact: bytes, form: str, secrets: Secrets, *, names_places: bool) -> _Gathered:
    wide = secrets.has_wide
    texts = (
        texts_of_pdf(artifact, wide, names_places=names_places)
        if form == "pdf"
        else texts_of_file(artifact, form, wide)
    )
    gathered: dict[str, list[str]] = {}
    for place, text in texts:
        gathered.setdefault(place, []).append(text)
    return gathered


def _whole(gathered: _Gathered, secrets: Secrets) -> tuple[Secret, ...]:
    return _among(secrets, (text for each in gathered.values() for text in each))


def _one_of_each(leaks: Iterable[Leak], known: Iterable[Leak]) -> Iterator[Leak]:
    """Yield a leak for each item of which none is known."""
    seen = {(leak.secret.family, leak.secret.identifier) for leak in known}
    for leak in leaks:
        item = (leak.secret.family, leak.secret.identifier)
        if item not in seen:
            seen.add(item)
            yield leak


def _among(secrets: Secrets, texts: Iterable[str]) -> tuple[Secret, ...]:
    """Return the secrets that stand in the texts one behind the other, in whatever disguise."""
    whole = "\n".join(texts)
    decoded = [*undisguised(whole), *_decoded(whole, secrets.has_wide)]
    return secrets.among("\n".join([whole, *decoded]))


def _decoded(text: str, wide: bool) -> Iterator[str]:
    found = list(encoded_bytes(text))
    # one by one only what is long enough for an archive
    small = b"\n\n".join(content for content in found if len(content) < _SMALL)
    for content in (small, *(content for content in found if len(content) >= _SMALL)):
        for _, inner in texts_in_bytes(content, "", wide):
            yield inner
            yield from undisguised(inner)
