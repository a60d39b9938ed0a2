#!/usr/bin/env python3
"""Write a project with one large dossier, the same for the same seed and scale.

    python benchmarks/large_dossier.py FOLDER [--scale 1] [--seed 1] [--audiences 4] [--faults 0]

A dossier of scale 1 has 1,000 events, 500 sources and 2,000 claims, and of all else what belongs to
so many. It is sound, unless faults are asked for.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import yaml
from families import Family, invented_families
from words import AS_OF

__all__ = ["RULE", "Size", "write_dossier", "write_project", "written_project"]

ITEMS_OF_A_FILE = 200
AUDIENCES = {
    "public": {"label": "Public", "clearance": "TLP:CLEAR", "depth": "standard"},
    "partner": {"label": "Partners", "clearance": "TLP:GREEN", "depth": "standard"},
    "staff": {"label": "Staff", "clearance": "TLP:AMBER", "depth": "full"},
    "principal": {"label": "Principal", "clearance": "TLP:AMBER+STRICT", "depth": "standard"},
}
"""Those of a new project; fewer are taken from the front."""
HEADING = {
    "title": "The northern states have put off the transit treaty",
    "short_title": "The transit treaty",
    "subtitle": "What was settled, what was left open, and what to do before the autumn",
    "as_of": f"{AS_OF}T09:00:00+09:00",
    "marking": "TLP:CLEAR",
    "summary": "The states agreed on a programme and put off the treaty. It is due back in autumn.",
    "bottom_line": "The treaty is put off, not dropped.",
    "owner": "Planning Staff (example)",
    "office": "Ministry (example)",
    "contact": "planning@example.org",
    "status": "cleared",
    "language": "en",
    "url": "https://example.org/dossiers/large",
}
RULE = {
    "dossiers": ["*"],
    "templates": ["policy-brief", "timeline", "one-pager"],
    "audiences": ["*"],
}


@dataclass(frozen=True, slots=True)
class Size:
    """How much was written."""

    items: int
    """Items of all families."""
    files: int
    characters: int
    """Of all files of the dossier."""


def write_project(
    folder: Path, *, scale: float = 1, seed: int = 1, audiences: int = 4, faults: int = 0
) -> Size:
    """Write a project with one dossier, `large`, and return how large it is.

    Args:
        faults: so many claims name a source that there is not, each misspelt in its own way.
    """
    size = write_dossier(folder / "content" / "large", scale=scale, seed=seed, faults=faults)
    _write(folder / "briefgen.yaml", written_project(audiences))
    return size


def written_project(audiences: int, **settings: Any) -> str:
    """Return a `briefgen.yaml` with so many audiences, for all dossiers; settings go on top."""
    chosen = dict(islice(AUDIENCES.items(), audiences))
    return _dumped({"format": 1, "audiences": chosen, "documents": [RULE], **settings})


def write_dossier(folder: Path, *, scale: float, seed: int, faults: int = 0) -> Size:
    """Write a dossier, and return how large it is."""
    families = invented_families(seed, scale)
    for number, claim in enumerate(islice(families["claims"].values(), faults)):
        sources = list(families["sources"])
        claim["evidence"] = [f"{sources[number % len(sources)]}{number}x, para. 2"]
    files = {"dossier.yaml": _dumped(HEADING)}
    for name, family in families.items():
        if name == "sections":
            files |= {f"sections/{key}.md": _markdown(item) for key, item in family.items()}
        else:
            parts = enumerate(_parts(family))
            files |= {f"{name}/{name}-{number}.yaml": _dumped({name: p}) for number, p in parts}
    for path, text in files.items():
        _write(folder / path, text)
    return Size(sum(map(len, families.values())), len(files), sum(map(len, files.values())))


def _parts(family: Family) -> Iterator[Family]:
    items = iter(family.items())
    while part := dict(islice(items, ITEMS_OF_A_FILE)):
        yield part


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _dumped(value: dict[str, Any]) -> str:
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text: str = yaml.dump(value, Dumper=dumper, sort_keys=False, allow_unicode=True, width=98)
    return text


def _markdown(section: dict[str, Any]) -> str:
    front = {name: value for name, value in section.items() if name != "body"}
    return f"---\n{_dumped(front)}---\n{section['body']}\n"


def main() -> None:
    """Write the project that the command line asks for, and say how large it is."""
    parser = argparse.ArgumentParser(description="Write a project with one large dossier.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", type=float, default=1, help="1: 1,000 events, 2,000 claims")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--audiences", type=int, default=4, choices=range(1, 5))
    parser.add_argument("--faults", type=int, default=0, help="claims with an unknown source")
    given = vars(parser.parse_args())
    folder = given.pop("folder")
    if folder.exists() and any(folder.iterdir()):
        sys.exit(f"{folder} is there already and is not empty")
    size = write_project(folder, **given)
    print(f"{size.items:,} items in {size.files} files, {size.characters:,} characters")


if __name__ == "__main__":
    main()
