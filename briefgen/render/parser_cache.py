"""The expressions that the HTML parser builds for each run of characters that it reads.

Why: tinyhtml5 means to keep them, and keeps them under a key that it never asks for (seen in
version 2.1.0), so that each tag, attribute and text has its expression put together anew: two
thirds of the time that it takes to read a page. The same expressions under the right keys are all
that it lacks.
"""

from __future__ import annotations

import re

__all__ = ["keep_expressions"]


def keep_expressions() -> None:
    """Put the expressions that pages need where the parser looks for them, if it still does."""
    from tinyhtml5 import inputstream  # type: ignore[import-untyped]
    from tinyhtml5.constants import (  # type: ignore[import-untyped]
        ascii_letters,
        space_characters,
    )

    kept = getattr(inputstream, "characters_until_regex", None)
    if not isinstance(kept, dict):
        return
    for characters, are_wanted in (
        (space_characters, True),
        (ascii_letters, True),
        (("&", "<", "\0"), False),
        (('"', "&", "\0"), False),
        (("'", "&", "\0"), False),
    ):
        listed = "".join(f"\\x{ord(character):02x}" for character in characters)
        expression = re.compile(f"[{'' if are_wanted else '^'}{listed}]+")
        kept.setdefault((characters, are_wanted), expression)
