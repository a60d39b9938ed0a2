"""Archived texts of sources: the words quoted from them are looked up, and a lock says where."""

from __future__ import annotations

from briefgen.archives.examine import ArchivedSource, Examination, QuotedWords, examine
from briefgen.archives.extract import MAX_BYTES
from briefgen.archives.lock import LOCK_FILE, Lock, LockFault, parse_lock
from briefgen.archives.lookup import Found, Missed
from briefgen.archives.nearest import Near
from briefgen.archives.words import LEAST, Words, words_of

__all__ = [
    "LEAST",
    "LOCK_FILE",
    "MAX_BYTES",
    "ArchivedSource",
    "Examination",
    "Found",
    "Lock",
    "LockFault",
    "Missed",
    "Near",
    "QuotedWords",
    "Words",
    "examine",
    "parse_lock",
    "words_of",
]
