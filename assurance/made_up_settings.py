"""For whom made-up projects are, and what is built of them."""

from __future__ import annotations

from random import Random
from typing import Any

__all__ = ["KINDS", "audiences", "documents"]

KINDS = ("policy-brief", "timeline", "one-pager")


def audiences(seed: int, chance: Random, *, is_told: bool) -> dict[str, Any]:
    """Return who reads; `a-staff` may read all."""
    found: dict[str, Any] = {
        "a-staff": {"clearance": ["TLP:RED", "OWN:SECRET"], "depth": "full"},
        "public": {"clearance": chance.choice(("TLP:CLEAR", ["TLP:CLEAR"]))},
    }
    if seed % 2:
        found["partner"] = {
            "clearance": ["TLP:GREEN", "OWN:OPEN"],
            "depth": chance.choice(("essential", "standard", "full")),
        }
    if is_told:
        found["told"] = {"clearance": "TLP:CLEAR", "placeholder": True}
    if seed % 4 in (0, 3):
        # what a PDF carries for programs is told to the reader as well
        found = {name: {**one, "twin": True} for name, one in found.items()}
    return found


def documents(seed: int, language: str, *, is_told: bool) -> list[dict[str, Any]]:
    """Return what is built for them."""
    kinds = [(*KINDS, "dump")[seed % 4]]
    if seed % 7 == 6:
        kinds.append("escape")
    rule: dict[str, Any] = {"templates": kinds}
    if seed % 6 == 5:
        rule["paper"] = "Letter"
    if seed % 10 == 1:
        rule["languages"] = [language, "ja" if language == "en" else "en"]
    first = [kind if kind in KINDS else "timeline" for kind in kinds[:1]]
    return [
        {**rule, "audiences": ["a-staff"], "templates": first},
        {**rule, "audiences": [name for name in ("partner", "public") if _has(name, seed)]},
        *([{"templates": first, "audiences": ["told"]}] if is_told else []),
    ]


def _has(audience: str, seed: int) -> bool:
    return audience == "public" or bool(seed % 2)
