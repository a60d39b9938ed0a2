"""The rows of the table of promises, in its order: a module each, by its name."""

from __future__ import annotations

__all__ = ["ROWS"]

ROWS = (
    "noninterference",
    "canaries",
    "system_calls",
    "bombs",
    "hostile_templates",
    "verify",
    "torn_files",
    "builds_at_once",
    "dead_workers",
    "long_lived",
)
"""Modules of this folder that are as `figure.Row` says."""
