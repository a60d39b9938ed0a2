"""Runs of Chinese, Japanese and Korean script in a text of another language.

Why: fonts, line breaking and speech all depend on the marked language, and a reader of Japanese
sees at once when a name is set in Chinese shapes.
"""

from __future__ import annotations

import re

from briefgen.language_tag import primary

__all__ = ["is_cjk_language", "joins_without_space", "language_runs"]

_HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_KANA = "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f\U0001b000-\U0001b16f"
_HANGUL = "\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff\uffa1-\uffdc"
_MARKS = "\u3001-\u303f\u30a0\u30fb\uff01-\uff65"

_LETTER = f"[{_HAN}{_KANA}{_HANGUL}]"
# Korean parts words with spaces, which then belong to the run.
_RUN = re.compile(f"[{_MARKS}]*{_LETTER}(?:{_LETTER}|[{_MARKS}]|(?<=[{_HANGUL}]) (?=[{_HANGUL}]))*")
_HAS_KANA = re.compile(f"[{_KANA}]")
_HAS_HANGUL = re.compile(f"[{_HANGUL}]")
_WIDE = re.compile(f"[{_HAN}{_KANA}{_MARKS}]")
_CJK_LANGUAGES = frozenset({"cmn", "ja", "ko", "yue", "zh"})


def language_runs(
    text: str, language: str, han_language: str = "zh"
) -> tuple[tuple[str, str | None], ...]:
    """Return the text cut into (piece, language) pairs; None where it is the text's own.

    Kana make a run Japanese, Hangul Korean; Han alone is in `han_language`. A text that is itself
    in a CJK language is one piece.
    """
    if is_cjk_language(language) or text.isascii():
        return ((text, None),) if text else ()
    pieces: list[tuple[str, str | None]] = []
    end = 0
    for run in _RUN.finditer(text):
        if run.start() > end:
            pieces.append((text[end : run.start()], None))
        pieces.append((run[0], _script_language(run[0], han_language)))
        end = run.end()
    if end < len(text):
        pieces.append((text[end:], None))
    return tuple(pieces)


def is_cjk_language(language: str) -> bool:
    """Return whether the BCP 47 tag names Chinese, Japanese or Korean."""
    return primary(language) in _CJK_LANGUAGES


def joins_without_space(before: str, after: str) -> bool:
    """Return whether a line break between these two strings is only an editor's, not a space.

    Why: Chinese and Japanese put no spaces between words, so a wrapped source line must not
    leave one.
    """
    return bool(before and after and _WIDE.match(before[-1]) and _WIDE.match(after[0]))


def _script_language(run: str, han_language: str) -> str:
    if _HAS_KANA.search(run):
        return "ja"
    if _HAS_HANGUL.search(run):
        return "ko"
    return han_language
