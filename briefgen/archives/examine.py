"""What is known of a dossier's archived texts and of the words quoted from them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from briefgen.archives.extract import extract, path_fault
from briefgen.archives.extracted import ArchiveFault
from briefgen.archives.lock import (
    LOCK_FILE,
    Lock,
    LockedQuote,
    LockedSource,
    LockFault,
    parse_lock,
)
from briefgen.archives.lookup import Archived, Found, Missed, look_up
from briefgen.archives.words import Words, words_of
from briefgen.diagnostics import Span
from briefgen.errors import UsageError
from briefgen.model.dossier import Dossier
from briefgen.model.evidence import Quote, Translation
from briefgen.prose import plain_text

__all__ = ["ArchivedSource", "Examination", "QuotedWords", "examine"]

Read = Callable[[str], bytes | None]
"""(path from the dossier's folder) → a file's bytes, None where there is no such file."""


@dataclass(frozen=True, slots=True)
class ArchivedSource:
    """A source that names an archived text."""

    path: str
    """The archive, from the dossier's folder."""
    sha256: str | None
    """The digest that the source gives."""
    digest: str | None
    """The digest of the file, None where it is not here."""
    fault: ArchiveFault | None
    """Why it cannot be read."""
    locked: LockedSource | None
    """What the lock says of this path."""

    @property
    def digests(self) -> dict[str, str]:
        """What is known of the file's sha256, by who says it; all the same if nothing changed."""
        known = {
            f"`{self.path}`": self.digest,
            "the source": self.sha256,
            f"`{LOCK_FILE}`": self.locked.sha256 if self.locked else None,
        }
        return {who: digest for who, digest in known.items() if digest}

    @property
    def is_here(self) -> bool:
        """Whether the file can be asked."""
        return self.digest is not None and self.fault is None

    @property
    def is_changed(self) -> bool:
        """Whether file, source and lock speak of different files."""
        return len(set(self.digests.values())) > 1


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """A quote whose source names an archived text."""

    source: str
    """The source's id."""
    field: tuple[str, ...]
    """The field that is looked up: `original`, or `text`, perhaps with its language."""
    words: Words
    result: Found | Missed | None
    """What the archived text says, None where it cannot be asked."""
    locked: LockedQuote | None
    """What the lock says, if it is about exactly these words and this source."""

    @property
    def is_locked_as_missed(self) -> bool:
        """Whether the archive cannot be asked, and the lock says that the words are not in it."""
        return self.result is None and self.locked is not None and not self.locked.places

    @property
    def entry(self) -> LockedQuote | None:
        """What a lock should say: what was found, else what an earlier lock vouches for."""
        if self.result is None:
            return self.locked
        places = self.result.places if isinstance(self.result, Found) else ()
        return LockedQuote(self.source, self.words.digest, places)


@dataclass(frozen=True)
class Examination:
    """What is known of a dossier's archived texts and of the words quoted from them."""

    sources: Mapping[str, ArchivedSource]
    """Sources that name an archived text, by id."""
    quotes: Mapping[str, QuotedWords]
    """Quotes from these sources, by id."""
    unarchived: Mapping[str, tuple[str, ...]]
    """Quotes from each source that names no archived text."""
    untraced: tuple[str, ...]
    """Quotes that are translations and do not give the words in the source's language."""
    lock: Lock | None
    """None where there is no lock, or none that can be read."""
    lock_fault: LockFault | None

    @cached_property
    def new_lock(self) -> Lock:
        """What can be vouched for now; of archives that are not here, what the lock says."""
        sources = {}
        for name, source in self.sources.items():
            if source.is_here and source.digest:
                sources[name] = LockedSource(source.path, source.digest)
            elif source.locked:
                sources[name] = source.locked
        quotes = {
            name: quote.entry
            for name, quote in self.quotes.items()
            if quote.entry and quote.source in sources
        }
        return Lock(sources, quotes)


def examine(dossier: Dossier, read: Read) -> Examination:
    """Return what archived texts and lock say of a dossier's quotes; each file is read once.

    The words of an archive are extracted only if something is quoted from it.
    """
    lock, lock_fault = _read_lock(read)
    known = lock or Lock()
    paths = {name: source.archive for name, source in dossier.sources.items() if source.archive}
    unarchived: dict[str, tuple[str, ...]] = {}
    said = {}
    for name, quote in dossier.quotes.items():
        if quote.source in paths:
            said[name] = _said(quote, dossier)
        elif quote.source in dossier.sources:
            unarchived[quote.source] = (*unarchived.get(quote.source, ()), name)
    quoted = {paths[dossier.quotes[name].source] for name, words in said.items() if words}
    opened = {
        path: _open(path, read, is_quoted=path in quoted) for path in dict.fromkeys(paths.values())
    }
    sources = {}
    for name, path in paths.items():
        locked = known.sources.get(name)
        sources[name] = ArchivedSource(
            path,
            dossier.sources[name].sha256,
            opened[path].digest,
            opened[path].fault,
            locked if locked and locked.archive == path else None,
        )
    quotes = {}
    for name, found in said.items():
        if found:
            field, text = found
            source = dossier.quotes[name].source
            archived = opened[paths[source]].archived
            # a lock that is about another archive vouches for no words of this one
            locked_quote = known.quotes.get(name) if sources[source].locked else None
            quotes[name] = _quoted(source, field, words_of(text), archived, locked_quote)
    untraced = tuple(name for name, words in said.items() if not words)
    return Examination(sources, quotes, unarchived, untraced, lock, lock_fault)


def _quoted(
    source: str,
    field: tuple[str, ...],
    words: Words,
    archived: Archived | None,
    locked: LockedQuote | None,
) -> QuotedWords:
    is_same = locked and (locked.source, locked.sha256) == (source, words.digest)
    result = look_up(words, archived) if archived else None
    return QuotedWords(source, field, words, result, locked if is_same else None)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file that a source names."""

    digest: str | None = None
    fault: ArchiveFault | None = None
    archived: Archived | None = None


def _open(path: str, read: Read, *, is_quoted: bool) -> _Opened:
    fault = path_fault(path)
    if fault is not None:
        return _Opened(fault=fault)
    try:
        content = read(str(PurePosixPath(path)))
    except (OSError, UsageError, ValueError):
        return _Opened(
            fault=ArchiveFault(
                "cannot be opened: it is no file, or leads out of the project",
                "put a file there that may be read",
            )
        )
    if content is None:
        return _Opened()
    digest = hashlib.sha256(content).hexdigest()
    if not is_quoted:
        return _Opened(digest)
    extracted = extract(content, path)
    if isinstance(extracted, ArchiveFault):
        return _Opened(digest, extracted)
    return _Opened(digest, archived=Archived(extracted))


def _read_lock(read: Read) -> tuple[Lock | None, LockFault | None]:
    try:
        content = read(LOCK_FILE)
    except (OSError, UsageError):
        return None, LockFault("it is no file that can be opened", Span(LOCK_FILE))
    if content is None:
        return None, None
    lock = parse_lock(content)
    return (None, lock) if isinstance(lock, LockFault) else (lock, None)


def _said(quote: Quote, dossier: Dossier) -> tuple[tuple[str, ...], str] | None:
    """Return the field and the words that the source should have.

    None where the words are the author's translation and the source's own are not given.
    """
    if quote.original is not None:
        return ("original",), quote.original
    if quote.translation in (Translation.OWN, Translation.MACHINE):
        return None
    source = dossier.sources.get(quote.source)
    language = (source.language if source else None) or quote.lang or dossier.language
    text = quote.text.choose(language, dossier.language)
    tags = {tag for tag, _ in quote.text.versions}
    field = ("text", text.language) if text.language in tags else ("text",)
    return field, plain_text(text)
