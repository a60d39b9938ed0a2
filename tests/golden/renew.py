"""Write the golden files anew: `python tests/golden/renew.py`, then read the whole diff."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from comparing import is_worth_keeping, read_folder
from specimens import FOLDER, SPECIMENS, make

__all__ = ["renew"]


def renew(folder: Path, made: Mapping[str, bytes]) -> list[str]:
    """Make a folder hold what was made, and return what changed; a like picture keeps its bytes."""
    golden = read_folder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    changed = [name for name in made if not is_worth_keeping(name, golden, made)]
    gone = sorted(golden.keys() - made.keys())
    for name in changed:
        (folder / name).write_bytes(made[name])
    for name in gone:
        (folder / name).unlink()
    return [*changed, *(f"{name} removed" for name in gone)]


def main() -> None:
    """Renew every specimen, and say what changed."""
    for name in SPECIMENS:
        print(f"{name}: {', '.join(renew(FOLDER / name, make(name))) or 'as it was'}")
    for folder in sorted(FOLDER.iterdir()):
        if folder.name not in SPECIMENS:
            shutil.rmtree(folder)
            print(f"{folder.name}: removed")


if __name__ == "__main__":
    main()
