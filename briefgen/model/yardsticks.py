"""Likelihood words and the ranges they stand for, in the languages that documents are written in.

Source: ICD 203 (2015), D.6.e.(2).(a); UK Professional Head of Intelligence Assessment yardstick.
Both are in English only: the words of other languages are briefgen's translations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from briefgen.language_tag import primary

__all__ = ["YARDSTICKS", "Rung", "Yardstick", "rung"]


class Yardstick(StrEnum):
    """Which list of likelihood words is used."""

    ICD203 = "icd203"
    PHIA = "phia"


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a yardstick."""

    low: int
    """Per cent."""
    high: int
    """Per cent."""
    words: Mapping[str, tuple[str, ...]]
    """Language → the words that mean the same, lower case."""
    forms: Mapping[str, tuple[str, ...]]
    """Language → other forms of these words that stand in sentences, such as adverbs."""

    def labels(self, language: str) -> tuple[str, ...]:
        """Return its words in a language, in English where it has none."""
        return self.words.get(primary(language)) or self.words["en"]

    def all_words(self, language: str) -> tuple[str, ...]:
        """Return its words in a language in every form; nothing where it has none."""
        base = primary(language)
        return (*self.words.get(base, ()), *self.forms.get(base, ()))


_LANGUAGES = ("en", "de", "fr", "ja")


def _rung(low: int, high: int, *texts: str) -> Rung:
    """Return a step; each text is `words | forms` of a language, both with commas between."""
    words, forms = {}, {}
    for language, text in zip(_LANGUAGES, texts, strict=True):
        plain, _, inflected = text.partition("|")
        words[language] = _listed(plain)
        forms[language] = _listed(inflected)
    return Rung(low, high, words, forms)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


_UNLIKELY = (
    "unlikely, improbable | improbably",
    "unwahrscheinlich | unwahrscheinliche, unwahrscheinlichen, unwahrscheinlicher",
    "improbable, peu probable | improbables, peu probables, peu probablement",
    "可能性は低い | 可能性が低い, 可能性は低く, 可能性が低く",
)
_LIKELY = (
    "likely, probable | probably",
    "wahrscheinlich | wahrscheinliche, wahrscheinlichen, wahrscheinlicher",
    "probable | probables, probablement, vraisemblable, vraisemblablement",
    "可能性が高い | 可能性は高い, 可能性が高く, 可能性は高く",
)
_ALMOST_CERTAIN = (
    "almost certain, nearly certain | almost certainly, nearly certainly",
    "nahezu sicher, fast sicher | so gut wie sicher, fast mit Sicherheit",
    "presque certain, quasi certain | presque certaine, quasi certaine, presque certainement",
    "ほぼ確実 | ほぼ確実に",
)

YARDSTICKS: dict[Yardstick, tuple[Rung, ...]] = {
    Yardstick.ICD203: (
        _rung(
            1,
            5,
            "almost no chance, remote | remote chance",
            "so gut wie ausgeschlossen, fast ausgeschlossen | nahezu ausgeschlossen",
            "presque exclu, chances infimes | presque exclue, presque aucune chance",
            "可能性はほぼない | 可能性がほぼない",
        ),
        _rung(
            5,
            20,
            "very unlikely, highly improbable | highly improbably",
            "sehr unwahrscheinlich | sehr unwahrscheinliche, höchst unwahrscheinlich",
            "très improbable, très peu probable | très improbables, très peu probables",
            "可能性は非常に低い | 可能性が非常に低い, 可能性は非常に低く",
        ),
        _rung(20, 45, *_UNLIKELY),
        _rung(
            45,
            55,
            "roughly even chance, roughly even odds | roughly an even chance",
            "etwa gleich wahrscheinlich | ungefähr gleich wahrscheinlich, etwa fünfzig zu fünfzig",
            "chances à peu près égales | une chance sur deux environ, environ une chance sur deux",
            "可能性は五分五分 | 五分五分",
        ),
        _rung(55, 80, *_LIKELY),
        _rung(
            80,
            95,
            "very likely, highly probable | very probably, highly probably",
            "sehr wahrscheinlich | sehr wahrscheinliche, höchst wahrscheinlich",
            "très probable | très probables, très probablement",
            "可能性が非常に高い | 可能性は非常に高い, 可能性が非常に高く",
        ),
        _rung(95, 99, *_ALMOST_CERTAIN),
    ),
    Yardstick.PHIA: (
        _rung(
            0,
            5,
            "remote chance",
            "entfernte Möglichkeit",
            "chance infime",
            "可能性はごくわずか",
        ),
        _rung(
            10,
            20,
            "highly unlikely",
            "höchst unwahrscheinlich | höchst unwahrscheinliche",
            "hautement improbable | hautement improbables",
            "可能性は非常に低い | 可能性が非常に低い",
        ),
        _rung(25, 35, "unlikely", *_UNLIKELY[1:]),
        _rung(
            40,
            50,
            "realistic possibility",
            "realistische Möglichkeit",
            "possibilité réaliste",
            "現実的な可能性がある | 現実的な可能性",
        ),
        _rung(55, 75, *_LIKELY),
        _rung(
            80,
            90,
            "highly likely",
            "höchst wahrscheinlich | höchst wahrscheinliche",
            "hautement probable | hautement probables",
            "可能性が非常に高い | 可能性は非常に高い",
        ),
        _rung(95, 100, "almost certain | almost certainly", *_ALMOST_CERTAIN[1:]),
    ),
}


def rung(yardstick: Yardstick, word: str) -> Rung | None:
    """Return the step that a word stands for, None if the yardstick does not know the word.

    It may be a word of any language, in the form that stands in the yardstick.
    """
    folded = " ".join(word.casefold().split())
    return next(
        (
            step
            for step in YARDSTICKS[yardstick]
            for words in step.words.values()
            if folded in (known.casefold() for known in words)
        ),
        None,
    )
