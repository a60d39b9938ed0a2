"""What made-up projects say: words that everybody may read, and words that nobody else has."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from made_up import Place

__all__ = ["OpenWords", "SecretWords"]

_VOCABULARY = tuple(
    re.findall(
        r"\w+",
        "the summit opened talks on trade and an office in Tokyo while allies agreed to study "
        "costs before autumn because members differ over reach partners welcome a programme with "
        "four areas",
    )
)


class OpenWords:
    """Sentences of common words, in the languages of a dossier, with citations and markup."""

    def __init__(self, chance: Random, language: str) -> None:
        self.chance = chance
        self.language = language

    def text(self, place: Place, is_block: bool, *, of_heading: bool = False) -> Any:
        chance = self.chance
        text = self._sentence(place, chance)
        if is_block:
            parts = [text, f"### {self._sentence(place, chance)}", "- one\n- two [@v-sources-1]"]
            text = "\n\n".join(chance.sample(parts, chance.randint(1, 3)))
        if of_heading and place[-1] != "summary":
            return text
        if chance.random() < 0.3:
            return {self.language: text, "ja": "日本の事務所について", "de": f"Satz: {text}"}
        return text

    def _sentence(self, place: Place, chance: Random) -> str:
        words = [chance.choice(_VOCABULARY) for _ in range(chance.randint(3, 12))]
        if chance.random() < 0.4:
            words.insert(
                1, chance.choice(("NATO", "COP", "*said*", "likely", "[here](https://a.b/)"))
            )
        text = " ".join(words).capitalize()
        may_cite = place[-1] not in ("title", "alt", "native_name") and place[0] != "figures"
        if may_cite and place[0] not in ("terms", "actors") and chance.random() < 0.4:
            cited = chance.choice(
                (
                    "[@v-sources-0, p. 2]",
                    "[@v-sources-1; @r-sources, p. 7]",
                    "[see @r-sources, chapter 4, for more]",
                    "[@v-sources-1, para. 3; @v-sources-0]",
                )
            )
            text = f"{text} {cited}"
        return f"{text}." if place[-1] not in ("title", "name", "short") else text

    def name(self, place: Place) -> str:
        return f"{self.chance.choice(_VOCABULARY).capitalize()} {place[-1].replace('_', ' ')}"


class SecretWords:
    """Words that are made up letter by letter."""

    def __init__(self, chance: Random, language: str) -> None:
        self.chance = chance
        self.language = language

    def word(self) -> str:
        return "qz" + "".join(self.chance.choice("bcdfghjklmnprstvwx") for _ in range(9))

    def text(self, place: Place, is_block: bool) -> Any:
        words = [self.word() for _ in range(self.chance.randint(2, 5))]
        words.insert(1, self.chance.choice(("NATO", "東京", "COP", "likely")))
        text = " ".join(words)
        if place[0] not in ("terms", "actors") and self.chance.random() < 0.5:
            text += self.chance.choice((" [@v-sources-0, p. 99]", " [@r-sources]"))
        if is_block:
            text = f"{text}\n\n### {self.word()}\n\n- {self.word()}"
        return {self.language: text, "ja": f"東京{text}"} if self.chance.random() < 0.5 else text

    def name(self, place: Place) -> str:
        return self.word()
