"""The rows of the table of promises, in its order: a module each, by its name."""

from __future__ import annotations

__all__ = ["ROWS"]

ROWS = ("planted_leaks", "silent_losses", "mutants", "torn_files", "builds_at_once")
"""Modules of this folder that are as `figure.Row` says."""
