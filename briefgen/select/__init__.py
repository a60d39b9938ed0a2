"""Dossier + audience → View: the security boundary."""

from briefgen.select.reader import Reader
from briefgen.select.selection import select

__all__ = ["Reader", "select"]
