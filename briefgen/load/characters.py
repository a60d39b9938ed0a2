"""Bytes to text, and the characters that must not pass: invalid, misleading, invisible."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from briefgen.diagnostics import Diagnostic, Span
from briefgen.located import SourceText

__all__ = ["MAX_REPORTED", "blank_invalid", "check", "check_value", "decode", "describe", "invalid"]

MAX_REPORTED = 100
"""Findings of one code shown for one file; a note on the last one counts the rest."""

# XML 1.0, 5th edition, production 2 (Char), turned round. Added: DEL and the C1 controls, which
# XML discourages and YAML refuses, and the separators U+2028 and U+2029, which PyYAML takes for
# line breaks: one could hide a second field in what an editor shows as one line.
_INVALID = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff"
# Unicode Standard Annex 9, table 4: embeddings, overrides, isolates; then the three marks.
_BIDI = "\u202a-\u202e\u2066-\u2069"
_BIDI_MARKS = "\u200e\u200f\u061c"
_INVISIBLE = "\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_SUSPECT = re.compile(
    f"(?P<invalid>[{_INVALID}])(?P=invalid)*"
    f"|(?P<bidi>[{_BIDI}{_BIDI_MARKS}])(?P=bidi)*"
    f"|(?P<invisible>[{_INVISIBLE}])(?P=invisible)*"
)
_ANY_INVALID = re.compile(f"[{_INVALID}]")
_ANY_SUSPECT = re.compile(f"[{_INVALID}{_BIDI}{_BIDI_MARKS}{_INVISIBLE}]")
_CODES = {"invalid": "BG011", "bidi": "BG012", "invisible": "BG013"}

# The blocks of right-to-left scripts, without the Arabic letter mark, which is one of the above.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff"
    "\U0001e800-\U0001efff]"
)

_JOINERS = "\u200c\u200d"
# Blocks whose scripts join or reorder letters, so that ZWJ and ZWNJ change what is read:
# Arabic to Arabic Extended-A, Devanagari to Sinhala, Tibetan, Myanmar, Philippine scripts to
# Mongolian, Tai Tham to Lepcha, Javanese to Meetei Mayek, Arabic forms, Brahmic scripts, Adlam.
_JOINING = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1700-\u18af\u1a20-\u1c4f\ua980-\uabff"
    "\ufb50-\ufdff\ufe70-\ufefc\U00011000-\U00011fff\U0001e900-\U0001e95f]"
)
_PICTOGRAPH = re.compile("[\u2190-\u2bff\U0001f000-\U0001faff]")
# What may stand between a pictograph and ZWJ: emoji presentation, skin tones.
_EMOJI_MODIFIERS = "\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
# Unicode Technical Standard 51, ED-14a: a subdivision flag such as Scotland's.
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e007a]{3,6}\U000e007f")

_CONTROL_NAMES = {
    0x00: "NULL",
    0x07: "BELL",
    0x08: "BACKSPACE",
    0x0B: "LINE TABULATION",
    0x0C: "FORM FEED",
    0x1B: "ESCAPE",
    0x7F: "DELETE",
    0x85: "NEXT LINE",
}

_BOMS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def decode(data: bytes, path: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Return the text of a UTF-8 file without byte order mark, each line ended by a line feed.

    The text is None when the bytes are something else; the diagnostic then says where and what
    they probably are.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return None, (_not_utf8(path, f"the file is {encoding}, not UTF-8", encoding),)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line_start = data.rfind(b"\n", 0, error.start) + 1
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[line_start : error.start].decode("utf-8")) + 1
        message = f"byte 0x{data[error.start]:02X} at offset {error.start} is not UTF-8"
        span = Span(path, line, column, line, column + 1)
        return None, (_not_utf8(path, message, _likely_encoding(data, error.start), span),)
    # Latin letters in UTF-16 without a mark are valid UTF-8, every second character a null.
    if data.count(0) * 4 > len(data):
        return None, (_not_utf8(path, "every second byte or so is zero", "UTF-16"),)
    return text.replace("\r\n", "\n").replace("\r", "\n"), ()


def check(text: str, path: str) -> tuple[Diagnostic, ...]:
    """Return a finding for each run of an invalid, misleading or invisible character in a file."""
    if not _ANY_SUSPECT.search(text):
        return ()
    source = SourceText(text, path)
    found: list[Diagnostic] = []
    last: dict[str, int] = {}
    seen: Counter[str] = Counter()
    for code, start, end in _suspects(text):
        seen[code] += 1
        if seen[code] <= MAX_REPORTED:
            last[code] = len(found)
            found.append(_finding(code, text[start], end - start, source.span(start, end)))
    for code, index in last.items():
        if seen[code] > MAX_REPORTED:
            note = f"{seen[code] - MAX_REPORTED} more places like this are not shown"
            found[index] = replace(found[index], notes=(note,))
    return tuple(found)


def check_value(value: str, span: Span, *, written: str = "") -> tuple[Diagnostic, ...]:
    r"""Return the same findings for a value whose characters came from escapes, as in `"\x00"`.

    Each has the span that was given, since an escape has no place of its own in the value.

    Args:
        written: the value as it stands in its file; characters that it holds are passed over,
            because `check` finds those.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for code, start, end in _suspects(value):
        if value[start] not in written:
            counts[code, value[start]] += end - start
    return tuple(_finding(code, char, count, span) for (code, char), count in counts.items())


def invalid(text: str, path: str) -> tuple[Diagnostic, ...]:
    """Return those findings of `check` that no parser and no output format can live with."""
    if not _ANY_INVALID.search(text):
        return ()
    return tuple(one for one in check(text, path) if one.code == _CODES["invalid"])


def blank_invalid(text: str) -> str:
    """Return the text with U+FFFD for each character that `invalid` reports; as long as before."""
    return _ANY_INVALID.sub("\ufffd", text)


def describe(character: str) -> str:
    """Return a character's code point and Unicode name, e.g. `U+200B ZERO WIDTH SPACE`."""
    number = ord(character)
    if 0xD800 <= number <= 0xDFFF:
        name = "(half of a surrogate pair)"
    elif number < 0xA0:
        name = _CONTROL_NAMES.get(number, "(control character)")
    else:
        name = unicodedata.name(character, "(no character)")
    return f"U+{number:04X} {name}"


def _suspects(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield (code, start, end) of each run of one character that has no reason to be there."""
    text = _FLAG.sub(lambda flag: " " * len(flag[0]), text)
    line_end, right_to_left = -1, False
    for match in _SUSPECT.finditer(text):
        start, end = match.span()
        if text[start] in _BIDI_MARKS:
            if start > line_end:
                line_start = text.rfind("\n", 0, start) + 1
                newline = text.find("\n", start)
                line_end = newline if newline >= 0 else len(text)
                right_to_left = bool(_RIGHT_TO_LEFT.search(text, line_start, line_end))
            if right_to_left:
                continue
        if text[start] in _JOINERS and end - start == 1 and _joins(text, start):
            continue
        yield _CODES[str(match.lastgroup)], start, end


def _joins(text: str, index: int) -> bool:
    """Return whether a joiner follows a letter of a joining script, or joins two emoji."""
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    if _JOINING.match(before):
        return True
    emoji = before in _EMOJI_MODIFIERS or _PICTOGRAPH.match(before)
    return bool(before and emoji and _PICTOGRAPH.match(after))


def _finding(code: str, character: str, count: int, span: Span) -> Diagnostic:
    """Say what a character is and what to do about it."""
    message = {
        "BG011": "invalid character",
        "BG012": "the direction of writing is changed by",
        "BG013": "invisible character",
    }[code]
    times = f" ({count} times)" if count > 1 else ""
    instead = (
        "delete it, or write a line break as a line feed"
        if character in "\u2028\u2029"
        else ("delete it; nothing that can be read is lost")
    )
    return Diagnostic(code, f"{message} {describe(character)}{times}", span, help=instead)


def _likely_encoding(data: bytes, start: int) -> str:
    """Guess what bytes are that are not UTF-8; `start` is the first that is not."""
    # Japanese text is full of hiragana; Latin bytes hardly ever give hiragana by chance.
    for encoding, name in (("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP")):
        text = data.decode(encoding, errors="ignore")
        other = [character for character in text if character > "\x7f"]
        if sum("\u3040" <= character <= "\u309f" for character in other) * 5 > len(other):
            return name
    if data.startswith((b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0")):
        return "no text at all"
    return "Windows-1252" if data[start] < 0xA0 else "Latin-1 or Windows-1252"


def _not_utf8(path: str, message: str, encoding: str, span: Span | None = None) -> Diagnostic:
    return Diagnostic(
        "BG010",
        message,
        span or Span(path),
        notes=(f"it is probably {encoding}",),
        help="save the file in UTF-8",
    )
