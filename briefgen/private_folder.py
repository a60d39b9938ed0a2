"""Where this user's machine keeps what briefgen knows of a project.

Not in the project: who sends a project must not be able to send along what is believed of it. This
module is part of a build that has nothing to do, so it imports as little as it can.
"""

from __future__ import annotations

import os

__all__ = ["FONTS", "VARIABLE", "common_folder", "private_folder"]

FONTS = "fonts"
"""The common folder for what every run makes of fonts."""

VARIABLE = "BRIEFGEN_CACHE_DIR"
"""Environment variable with the folder to use instead of the system's own for such files; with
what is no absolute path, such as `none`, nothing is remembered."""


def private_folder(root: str | os.PathLike[str]) -> str | None:
    """Return the folder for a project, which is made if it is not there.

    None where there is no such folder and none can be made, or where it is not this user's alone:
    what lies there shows what was built, and is believed.
    """
    import hashlib

    return _folder(hashlib.sha256(os.fsencode(os.path.realpath(root))).hexdigest()[:20])


def common_folder(name: str) -> str | None:
    """Return the folder for what all projects have in common, as `private_folder` does."""
    return _folder(name)


def _folder(name: str) -> str | None:
    top = os.environ.get(VARIABLE) or _system_folder()
    if not top or not os.path.isabs(top):  # noqa: PTH117
        # who has no home has no such folder either
        return None
    folder = os.path.join(top, name)  # noqa: PTH118
    try:
        state = os.stat(folder)  # noqa: PTH116
    except OSError:
        try:
            os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103
            state = os.stat(folder)  # noqa: PTH116
        except OSError:
            return None
    return folder if _is_mine(state) else None


def _system_folder() -> str:
    from platformdirs import user_cache_dir

    return user_cache_dir("briefgen", appauthor=False)


def _is_mine(state: os.stat_result) -> bool:
    if not hasattr(os, "geteuid"):
        return True
    return state.st_uid == os.geteuid() and not state.st_mode & 0o077
