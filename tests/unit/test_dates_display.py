from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from string import Formatter

import pytest

from briefgen.dates_display import format_date, format_datetime, format_day
from briefgen.dates_words import WORDS
from briefgen.model.dates import EventDate

# "·" stands for a no-break space.
ENGLISH = [
    ("2023-07-11", "11·July 2023", "11·Jul 2023", "on 11·July 2023"),
    ("2023-07", "July 2023", "Jul 2023", "in July 2023"),
    ("2023-09-XX", "September 2023", "Sept 2023", "in September 2023"),
    ("2023-23", "autumn 2023", "autumn 2023", "in autumn 2023"),
    ("2023-24", "winter 2023", "winter 2023", "in winter 2023"),
    ("2023", "2023", "2023", "in 2023"),
    ("202X", "2020s", "2020s", "in the 2020s"),
    ("XXXX", "undated", "undated", "on an unknown date"),
    ("2023/2026", "2023–2026", "2023–2026", "in 2023–2026"),
    ("202X/203X", "2020s–2030s", "2020s–2030s", "in the 2020s–2030s"),
    ("2023-07-11/2023-07-12", "11–12·July 2023", "11–12·Jul 2023", "on 11–12·July 2023"),
    ("2023-07-11/2023-07-11", "11·July 2023", "11·Jul 2023", "on 11·July 2023"),
    (
        "2023-06-28/2023-07-03",
        "28·June – 3·July 2023",
        "28·Jun – 3·Jul 2023",
        "on 28·June – 3·July 2023",
    ),
    (
        "2023-12-28/2024-01-03",
        "28·December 2023 – 3·January 2024",
        "28·Dec 2023 – 3·Jan 2024",
        "on 28·December 2023 – 3·January 2024",
    ),
    ("2023-07/2023-09", "July–September 2023", "Jul–Sept 2023", "in July–September 2023"),
    (
        "2023-11/2024-01",
        "November 2023 – January 2024",
        "Nov 2023 – Jan 2024",
        "in November 2023 – January 2024",
    ),
    (
        "2023-07-11/2023-08",
        "11·July 2023 – August 2023",
        "11·Jul 2023 – Aug 2023",
        "on 11·July 2023 – August 2023",
    ),
    ("2023-09/..", "from September 2023", "from Sept 2023", "from September 2023"),
    ("../2023-09", "until September 2023", "until Sept 2023", "until September 2023"),
    ("2023/", "from 2023 (end unknown)", "from 2023 (end unknown)", "from 2023 (end unknown)"),
    (
        "/2023",
        "until 2023 (start unknown)",
        "until 2023 (start unknown)",
        "until 2023 (start unknown)",
    ),
    ("[2023-09..]", "September 2023 or later", "Sept 2023 or later", "in September 2023 or later"),
    ("[..2023-09-11]", "11·September 2023 or earlier", "11·Sept 2023 or earlier", None),
    ("[2023-09..2023-12]", "between September 2023 and December 2023", None, None),
    ("2023-07~", "about July 2023", "about Jul 2023", "in about July 2023"),
    ("2023-07-11~", "about 11·July 2023", "about 11·Jul 2023", "on about 11·July 2023"),
    ("2023-07?", "July 2023 (uncertain)", "Jul 2023 (uncertain)", "in July 2023 (uncertain)"),
    ("2023%", "about 2023 (uncertain)", "about 2023 (uncertain)", "in about 2023 (uncertain)"),
    ("2023~/2026~", "about 2023–2026", "about 2023–2026", "in about 2023–2026"),
    ("2023~/2026", "about 2023 – 2026", None, None),
    ("2023/2026?", "2023–2026 (uncertain)", None, None),
    ("2023-09~/..", "from about September 2023", None, None),
    (
        "2023-07-11T09:30:00+09:00",
        "11·July 2023, 09:30 (UTC+9)",
        "11·Jul 2023, 09:30 (UTC+9)",
        None,
    ),
    ("2023-07-11T09:30:00Z", "11·July 2023, 09:30 (UTC)", None, None),
    ("2023-07-11T09:30:00-03:30", "11·July 2023, 09:30 (UTC−3:30)", None, None),
]


@pytest.mark.parametrize(("text", "long", "short", "on"), ENGLISH)
def test_english(text: str, long: str, short: str | None, on: str | None) -> None:
    parsed = EventDate.parse(text)
    assert _visible(format_date(parsed, "en")) == long
    if short:
        assert _visible(format_date(parsed, "en", width="short")) == short
    if on:
        assert _visible(format_date(parsed, "en", on=True)) == on


@pytest.mark.parametrize(
    ("text", "german", "french", "japanese"),
    [
        ("2023-07-11", "11.·Juli 2023", "11·juillet 2023", "2023年7月11日"),
        ("2023-08-01", "1.·August 2023", "1er·août 2023", "2023年8月1日"),
        ("2023-07", "Juli 2023", "juillet 2023", "2023年7月"),
        ("2023-23", "Herbst 2023", "automne 2023", "2023年秋"),
        ("2023", "2023", "2023", "2023年"),
        ("202X", "2020er-Jahre", "années 2020", "2020年代"),
        ("XXXX", "undatiert", "sans date", "日付不明"),
        ("2023/2026", "2023–2026", "2023–2026", "2023年～2026年"),
        ("2023-07-11/2023-07-12", "11.–12.·Juli 2023", "11–12·juillet 2023", "2023年7月11日～12日"),
        (
            "2023-06-28/2023-07-03",
            "28.·Juni – 3.·Juli 2023",
            "28·juin – 3·juillet 2023",
            "2023年6月28日～7月3日",
        ),
        ("2023-07-11/2023-08", None, None, "2023年7月11日～2023年8月"),
        ("2023-07-01/2023-07-03", "1.–3.·Juli 2023", "1er–3·juillet 2023", "2023年7月1日～3日"),
        ("2023-09/..", "ab September 2023", "à partir de septembre 2023", "2023年9月から"),
        ("2023-10/..", "ab Oktober 2023", "à partir d’octobre 2023", "2023年10月から"),
        (
            "../2023-09-01",
            "bis 1.·September 2023",
            "jusqu’au 1er·septembre 2023",
            "2023年9月1日まで",
        ),
        (
            "[2023-09..]",
            "September 2023 oder später",
            "septembre 2023 ou plus tard",
            "2023年9月以降",
        ),
        ("2023-07~", "etwa Juli 2023", "vers juillet 2023", "2023年7月頃"),
        ("2023-07?", "Juli 2023 (unsicher)", "juillet 2023 (incertain)", "2023年7月（不確実）"),
        (
            "2023-07-11T09:30:00+09:00",
            "11.·Juli 2023, 09:30 Uhr (UTC+9)",
            "11·juillet 2023, 9·h·30 (UTC+9)",
            "2023年7月11日9時30分（UTC+9）",
        ),
    ],
)
def test_other_languages(
    text: str, german: str | None, french: str | None, japanese: str | None
) -> None:
    parsed = EventDate.parse(text)
    for language, expected in (("de", german), ("fr", french), ("ja", japanese)):
        if expected:
            assert _visible(format_date(parsed, language)) == expected


@pytest.mark.parametrize(
    ("text", "german", "french", "japanese"),
    [
        ("2023-07-11", "am 11.·Juli 2023", "le 11·juillet 2023", "2023年7月11日に"),
        ("2023-07", "im Juli 2023", "en juillet 2023", "2023年7月に"),
        ("2023-21", "im Frühjahr 2023", "au printemps 2023", "2023年春に"),
        ("2023", "2023", "en 2023", "2023年に"),
        ("202X", "in den 2020er-Jahren", "dans les années 2020", "2020年代に"),
        ("2023-07~", "etwa im Juli 2023", "vers juillet 2023", "2023年7月頃に"),
        ("[2023-09..]", "im September 2023 oder später", None, "2023年9月以降に"),
    ],
)
def test_in_a_sentence(text: str, german: str, french: str | None, japanese: str) -> None:
    parsed = EventDate.parse(text)
    for language, expected in (("de", german), ("fr", french), ("ja", japanese)):
        if expected:
            assert _visible(format_date(parsed, language, on=True)) == expected


@pytest.mark.parametrize(
    ("language", "day", "since"),
    [
        ("en-US", "July·11, 2023", "from September 2023"),
        ("de-CH", "11.·Juli 2023", "ab September 2023"),
        ("it", "11·luglio 2023", "from settembre 2023"),
        ("zh-Hant", "2023年7月11日", "from 2023年9月"),
        ("tlh", "11·July 2023", "from September 2023"),
        ("no language", "11·July 2023", "from September 2023"),
        ("", "11·July 2023", "from September 2023"),
    ],
)
def test_languages_without_words(language: str, day: str, since: str) -> None:
    assert _visible(format_date(EventDate.parse("2023-07-11"), language)) == day
    assert _visible(format_date(EventDate.parse("2023-09/.."), language)) == since


def test_no_foreign_preposition() -> None:
    parsed = EventDate.parse("2023-07-11")
    assert format_date(parsed, "it", on=True) == format_date(parsed, "it")


def test_every_language_has_every_role() -> None:
    roles = {key for key in WORDS["en"] if "." not in key}
    for language, words in WORDS.items():
        assert roles <= words.keys(), language
        assert {key.split(".")[0] for key in words} == roles, language
        for key, template in words.items():
            assert _slots(template) == _slots(WORDS["en"].get(key, WORDS["en"][key.split(".")[0]]))


@pytest.mark.parametrize(
    ("hours", "name", "shown"),
    [
        (9, "JST", "JST"),
        (9, None, "UTC+9"),
        (0, "UTC", "UTC"),
        (0, "WET", "UTC"),
        (2, "CEST", "CEST"),
        # BST is also Bangladesh, CST also China: the offset is what cannot be misread.
        (1, "BST", "UTC+1"),
        (-6, "CST", "UTC−6"),
        (5.75, "+0545", "UTC+5:45"),
        (1, "JST", "UTC+1"),
    ],
)
def test_moments(hours: float, name: str | None, shown: str) -> None:
    offset = timedelta(hours=hours)
    zone = timezone(offset, name) if name else timezone(offset)
    value = datetime(2023, 7, 14, 9, tzinfo=zone)
    assert _visible(format_datetime(value, "en")) == f"14·July 2023, 09:00 ({shown})"


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs its zone"):
        format_datetime(datetime(2023, 7, 14, 9), "en")  # noqa: DTZ001


def test_days() -> None:
    assert _visible(format_day(date(2023, 7, 11), "en")) == "11·July 2023"
    assert _visible(format_day(date(2023, 7, 11), "en", "short")) == "11·Jul 2023"
    assert format_day(date(2023, 7, 11), "ja") == "2023年7月11日"


def _visible(text: str) -> str:
    return text.replace("\u00a0", "·")


def _slots(template: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}
