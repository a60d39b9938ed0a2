"""The rows of the table of promises, in its order: a module each, by its name."""

from __future__ import annotations

__all__ = ["ROWS"]

ROWS = (
    "path_escapes",
    "yaml_bombs",
    "yaml_scalars",
    "naughty_strings",
    "trojan_source",
    "bad_files",
    "fuzzing",
    "torn_files",
    "builds_at_once",
)
"""Modules of this folder that are as `figure.Row` says."""
