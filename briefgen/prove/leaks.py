"""Whether a finished file holds anything that its audience may not see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefgen.prove.disguise import encoded_bytes, undisguised
from briefgen.prove.embedded import texts_in_bytes
from briefgen.prove.file_channels import texts_of_file
from briefgen.prove.pdf_channels import texts_of_pdf
from briefgen.prove.secret import Secret, Secrets

__all__ = ["Leak", "find_leaks"]

_SMALL = 100


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
    wide = secrets.has_wide
    texts = texts_of_pdf(artifact, wide) if form == "pdf" else texts_of_file(artifact, form, wide)
    gathered: dict[str, list[str]] = {}
    for place, text in texts:
        gathered.setdefault(place, []).append(text)
    # all at once, for most files have none; where it is matters only for those that have
    if not _among(secrets, (text for each in gathered.values() for text in each)):
        return ()
    found: dict[tuple[str, str, str, str], Leak] = {}
    for place, each in gathered.items():
        for secret in _among(secrets, each):
            key = (place, secret.family, secret.identifier, secret.public_words)
            found.setdefault(key, Leak(secret, place))
    return tuple(found.values())


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
