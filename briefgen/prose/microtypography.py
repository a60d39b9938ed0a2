"""The small signs and spaces of a text, as its language has them; its words stay as they are.

Only spaces, dots in a row, and hyphens that stand for dashes change; in French spaces come in
before signs, and in ranges signs that keep a line from ending. Letters and digits never do, so that
what compares these sees the same text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from briefgen.language_tag import primary

__all__ = ["set_finely"]

_NO_BREAK = "\u00a0"
_NARROW = "\u202f"

_VERBATIM = re.compile(
    r"""
      [^\s<>()]*(?:://|\bwww\.)[^\s<>]*      # a web address
    | \b(?:doi|mailto|urn|tel):[^\s<>]+      # an identifier
    | [^\s<>()]+@[^\s<>()]+\.[^\s<>()]+      # a mail address
    | (?<!\S)(?:[A-Za-z]:\\|\.{0,2}/)[^\s]+  # a path
    """,
    re.VERBOSE,
)
"""What is to be copied as it stands."""

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Jänner Februar Feber März April Mai Juni Juli August September Oktober November "
    "Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_BEFORE_NUMBER = {
    "en": r"No\.|Nos\.|no\.|nos\.|pp?\.|paras?\.?|[Aa]rt\.|[Cc]h\.|[Ff]igs?\.|[Vv]ol\.|[Ss]ec\.|"
    r"§§?|Articles?|Sections?|Chapters?|Figures?|Tables?|Annex",
    "de": r"Nr\.|Nrn\.|S\.|Abs\.|Art\.|Abb\.|Anm\.|Bd\.|Kap\.|Rn\.|Tab\.|Ziff\.|§§?|"
    r"Artikels?|Absatz|Kapitel|Abbildung|Tabelle|Anlage",
    "fr": r"[Nn][°ᵒº]s?|nos|pp?\.|[Aa]rt\.|al\.|[Cc]hap\.|[Ff]ig\.|[Vv]ol\.|par\.|paragr\.|§§?|"
    r"[Aa]rticles?|[Cc]hapitres?|[Ff]igures?|[Tt]ableaux?|[Aa]nnexes?",
}
_TITLES = {
    "en": r"Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Prof\.|St\.?",
    "de": r"Herrn?|Frau|Hr\.|Fr\.|Dr\.|Prof\.|St\.",
    "fr": r"MM?\.|Mmes?|Mlles?|Me|Dr|Pr|St|Ste",
}
_MONEY = r"(?:US|A|C)?\$|€|£|¥|EUR|USD|GBP|CHF|JPY"
_UNITS = (
    rf"%|‰|°C|°F|°|(?:k|M|Mds?|Mrd|bn|mn)?(?:{_MONEY})|k[mgWVJB]h?|[cmµn]m|m[²³gls]?|g|t|ha|h|min|s|km[²³]|"
    r"[MGT]Wh?|[MGT]B|W|V|A|Hz|kHz|[MG]Hz|K|l|dl|hl|bar|Pa|hPa"
)
_COUNTED = {
    "en": "million|billion|trillion|per cent|percent|hours|km/h|bn|mn|a\\.m\\.|p\\.m\\.",
    "de": "Millionen|Million|Milliarden|Milliarde|Mio\\.|Mrd\\.|Prozent|Uhr|Euro|km/h",
    "fr": "millions?|milliards?|pour cent|heures?|euros?|km/h",
}
_LARGE = {
    "en": "million|billion|trillion|bn|mn",
    "de": "Millionen|Million|Milliarden|Milliarde|Mio\\.?|Mrd\\.?",
    "fr": "millions?|milliards?|Mds?|M",
}
"""Words of large numbers, before what is counted."""
_SHORTENED = {
    "en": r"i\. e|e\. g",
    "de": r"[zZ]\. [BT]|[dD]\. h|[uU]\. [aUE]|[oO]\. [Äg]|[vV]\. a|[sS]\. [ou]|[mM]\. E|a\. D|"
    r"i\. d\. R|i\. [AV]|u\. s\. w",
    "fr": r"p\. ex|c\. à d",
}
_SPACED_FRENCH = frozenset({"fr", "fr-FR", "fr-BE", "fr-LU", "fr-MC"})
"""Where French has a space before its high signs; Canada and Switzerland have none before most."""
_WIDE = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff65「」『』（）"

_Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


_FOLLOWING = re.compile(r"\S{0,12}")


def set_finely(text: str, language: str, before: str = "", after: str = "") -> str:
    """Return a text with the spaces and signs of its language.

    `before` and `after` are what stands beside it in the same paragraph. Web addresses, mail
    addresses and paths stay as they are; so does a text in a language of which nothing is known.
    """
    if not text:
        return text
    following = _FOLLOWING.match(after)
    return _set_between(text, language, before[-1:], following[0] if following else "", after[:1])


@lru_cache(maxsize=1024)
def _set_between(text: str, language: str, before: str, following: str, after: str) -> str:
    """Return a text as set between others; kept, as a page is written again with most of them."""
    rules = _rules(language)
    if not rules:
        return text
    for beside in (following, after):
        made = _between(text, rules, before, beside)
        if made is not None:
            return made
    return text


def _between(text: str, rules: tuple[_Rule, ...], before: str, after: str) -> str | None:
    """Return a text as set between two others, None where these would change."""
    whole = before + text + after
    pieces, end = [], 0
    for found in _VERBATIM.finditer(whole):
        pieces += [_set(whole[end : found.start()], rules), found[0]]
        end = found.end()
    pieces.append(_set(whole[end:], rules))
    made = "".join(pieces)
    if not (made.startswith(before) and made.endswith(after)):
        return None
    return made[len(before) : len(made) - len(after)]


def _set(text: str, rules: tuple[_Rule, ...]) -> str:
    for pattern, made in rules:
        text = pattern.sub(made, text)
    return text


@lru_cache
def _rules(language: str) -> tuple[_Rule, ...]:
    name = primary(language)
    if name == "ja":
        return _JAPANESE
    if name not in _MONTHS:
        return ()
    return (*_DOTS_AND_DASHES[name], *_spaces(name), *(_french(language) if name == "fr" else ()))


_DOTS: _Rule = (re.compile(r"(?<!\.)\.\.\.(?!\.)"), "…")
_RANGE: _Rule = (re.compile(r"(?<=\d)--(?=\d)"), "–")
_WHOLE_RANGE: _Rule = (re.compile(r"(?<=\d)(\.?[–‒])(?=\d)"), "\\1\u2060")
"""No line ends within a range of numbers or days, such as 2–3 or 11.–12. Juli."""
_SPACED_DASH: _Rule = (
    re.compile(r"(?<=[^\s\d]\s)--?(?=\s\S)|(?<=\d\s)--?(?=\s[^\s\d])|(?<=\d\s)--(?=\s\d)"),
    "–",
)
"""Between two numbers a single hyphen may be a minus."""
_LONG_DASH: _Rule = (re.compile(r"(?<=\w)---(?=\w)|(?<=\s)---(?=\s)"), "—")
_DOTS_AND_DASHES: dict[str, tuple[_Rule, ...]] = {
    "en": (_DOTS, _LONG_DASH, _RANGE, _WHOLE_RANGE, _SPACED_DASH),
    "de": (_DOTS, (re.compile(r"(?<=\s)---(?=\s)"), "–"), _RANGE, _WHOLE_RANGE, _SPACED_DASH),
    "fr": (_DOTS, (re.compile(r"(?<=\s)---(?=\s)"), "–"), _RANGE, _WHOLE_RANGE, _SPACED_DASH),
}
"""Source: New Hart's Rules, 4.11; Duden, "Gedankenstrich"; Imprimerie nationale, "tiret"."""


_BEFORE_DASH = {"en": (r"(?<=\S) (?=[–—] )",), "de": (r"(?<=\S) (?=– )",), "fr": ()}
"""A dash ends a line and begins none; in French the first of two may begin one."""


def _spaces(name: str) -> tuple[_Rule, ...]:
    """Return what keeps a number with what it counts, and a name with what is before it."""
    months = "|".join(_MONTHS[name].split())
    day = {"en": r"\d{1,2}", "de": r"\d{1,2}\.", "fr": r"(?:\d{1,2}|1er)"}[name]
    joined = (
        rf"(?<=\d) (?=(?:{_UNITS}|{_COUNTED[name]}|{_LARGE[name]})(?![\w°]))",
        rf"\d[ \u00a0](?:{_LARGE[name]})\K (?=(?:{_MONEY}|[Ee]uros?|[Dd]ollars?)(?!\w))",
        rf"(?<!\w)(?:{_MONEY})\K (?=\d)",
        r"(?<=\d) (?=\(UTC)",
        rf"(?<![\w.])(?:{_BEFORE_NUMBER[name]})\K (?=\d)",
        rf"(?<![\w.])(?:{_TITLES[name]})\K (?=[^\W\d_a-zäöüéèàç])",
        rf"(?<!\w){day}\K (?=(?:{months})\b)",
        r"(?<![\w.])[A-ZÀ-Þ]\.\K (?=(?:[A-ZÀ-Þ]\. ?)*[A-ZÀ-Þ][a-zà-ÿ])",
    )
    kept = tuple(_keep(pattern) for pattern in (*joined, *_BEFORE_DASH[name]))
    groups = re.compile(r"(?<![\d.,])(?<!\d )\d{1,3}(?: \d{3})+(?![\d])(?! \d)")
    return (
        *kept,
        (groups, lambda found: found[0].replace(" ", _NARROW)),
        (re.compile(rf"\b(?:{_SHORTENED[name]})\."), lambda found: found[0].replace(" ", _NARROW)),
    )


def _keep(pattern: str) -> _Rule:
    """Return the rule that a space does not break: behind `\\K`, or at the pattern's beginning."""
    head, _, tail = pattern.rpartition(r"\K")
    return re.compile(f"({head}){tail}"), lambda found: found[1] + _NO_BREAK


def _french(language: str) -> tuple[_Rule, ...]:
    """Return the spaces of French. Source: Imprimerie nationale, Lexique, "ponctuation"."""
    fixed: tuple[_Rule, ...] = (
        (re.compile(r"[ \u00a0](?=[;!?]+(?:[\s»”)\]…]|$))"), _NARROW),
        (re.compile(r"(?<=\S) (?=:(?:\s|$))"), _NO_BREAK),
        (re.compile(r"(?<=«)[ \u00a0]|[ \u00a0](?=»)"), _NARROW),
        (re.compile(r"(?<=\d)[ \u00a0](?=[%‰](?!\w))"), _NARROW),
    )
    if language not in _SPACED_FRENCH:
        return fixed
    return (
        *fixed,
        (re.compile(r"(?<=[\w»”)\]’…%])(?=[;!?]+(?:[\s»”)\]…]|$))"), _NARROW),
        (re.compile(r"(?<=[\w»”)\]’…%])(?=:(?:\s|$))"), _NO_BREAK),
        (re.compile(r"(?<=«)(?=\w)|(?<=[\w.!?…])(?=»)"), _NARROW),
    )


_JAPANESE: tuple[_Rule, ...] = (
    _WHOLE_RANGE,
    (re.compile(rf"(?<=[{_WIDE}]): ?"), "："),
    (re.compile(rf"(?<=[{_WIDE}]); "), "；"),
    (re.compile(rf"(?<=[{_WIDE}])\.\.\.(?!\.)"), "……"),
)
"""Beside Japanese letters signs are as wide as these. Source: JIS X 4051."""
