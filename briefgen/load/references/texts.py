"""The texts of an export: one line, without what nobody can see, markup as CSL-JSON has it."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["from_markdown", "language_tag", "one_line"]

_UNSEEN = ("Cc", "Cf", "Cs", "Cn")
_JOINERS = "\u200c\u200d"
_ENTITY = re.compile(r"&(amp|lt|gt|quot|apos|#39);")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "#39": "'"}
_MARKDOWN = (
    (re.compile(r"(?<!\\)\*\*(?=\S)(.+?)(?<=[^\s\\])\*\*"), r"<b>\1</b>"),
    (re.compile(r"(?<![\\*])\*(?=\S)(.+?)(?<=[^\s\\])\*(?!\*)"), r"<i>\1</i>"),
    (re.compile(r"(?<![\\\w])_(?=\S)(.+?)(?<=[^\s\\])_(?!\w)"), r"<i>\1</i>"),
    (re.compile(r"(?<!\\)\^([^\s^]+)(?<!\\)\^"), r"<sup>\1</sup>"),
    (re.compile(r"(?<!\\)~([^\s~]+)(?<!\\)~"), r"<sub>\1</sub>"),
    (re.compile(r"\[([^\[\]]*)\]\{\.nocase\}"), r'<span class="nocase">\1</span>'),
    (re.compile(r"\[([^\[\]]*)\]\{\.(?:smallcaps|smcaps)\}"), r"\1"),
    (re.compile(r"\\([^\w\s])"), r"\1"),
)
_TAG = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8})*)\Z")
_LANGUAGES = {
    "american": "en-US", "arabic": "ar", "british": "en-GB", "chinese": "zh", "deutsch": "de",
    "dutch": "nl", "english": "en", "français": "fr", "french": "fr", "german": "de",
    "italian": "it", "japanese": "ja", "korean": "ko", "naustrian": "de-AT", "ngerman": "de",
    "polish": "pl", "portuguese": "pt", "russian": "ru", "spanish": "es", "swedish": "sv",
    "turkish": "tr", "ukrainian": "uk", "ukenglish": "en-GB", "usenglish": "en-US",
    "日本語": "ja", "中文": "zh", "한국어": "ko",
    # ISO 639-2 and 639-3, of which CSL and HTML want the short form
    "deu": "de", "dut": "nl", "eng": "en", "fra": "fr", "fre": "fr", "ger": "de", "ita": "it",
    "jpn": "ja", "kor": "ko", "nld": "nl", "pol": "pl", "por": "pt", "rus": "ru", "spa": "es",
    "swe": "sv", "tur": "tr", "ukr": "uk", "zho": "zh",
}  # fmt: skip


def one_line(text: str, *, is_address: bool = False) -> str:
    """Return a text on one line, without characters that nobody can see or that mislead.

    Why not a fault as in what an author writes: nobody edits an export, and it holds more than
    the dossier cites.
    """
    if not text.isprintable():
        text = "".join(_visible(text))
    if "&" in text and not is_address:
        text = _ENTITY.sub(lambda found: _ENTITIES[found[1]], text)
    return " ".join(text.split())


def _visible(text: str) -> list[str]:
    """Return the characters to keep; a joiner stays between letters of scripts that need it."""
    kept = []
    for char in text:
        category = unicodedata.category(char)
        if category[0] == "Z" or char in "\t\n\r\v\f":
            kept.append(" ")
        elif category not in _UNSEEN or (char in _JOINERS and kept and _may_be_joined(kept[-1])):
            kept.append(char)
    return kept


def _may_be_joined(char: str) -> bool:
    return char > "\u05ff" and char not in _JOINERS


def from_markdown(text: str) -> str:
    """Return Markdown, as YAML exports hold it, with the tags of CSL-JSON instead."""
    if not any(char in text for char in "*_^~[\\"):
        return text
    for written, meant in _MARKDOWN:
        text = written.sub(meant, text)
    return text


def language_tag(text: str) -> str:
    """Return the language tag that an export means, such as `en-GB`, empty if it is none."""
    word = text.strip()
    if known := _LANGUAGES.get(word.lower()):
        return known
    found = _TAG.match(word)
    return found[1].lower() + found[2].replace("_", "-") if found else ""
