"""The rows of the table of promises, in its order: a module each, by its name."""

from __future__ import annotations

__all__ = ["ROWS"]

ROWS = (
    "noninterference",
    "canaries",
    "planted_leaks",
    "mutants",
    "silent_losses",
    "system_calls",
    "path_escapes",
    "bombs",
    "yaml_bombs",
    "yaml_scalars",
    "hostile_templates",
    "naughty_strings",
    "trojan_source",
    "bad_files",
    "fuzzing",
    "verify",
    "torn_files",
    "builds_at_once",
    "dead_workers",
    "long_lived",
)
"""Modules of this folder that are as `figure.Row` says."""
