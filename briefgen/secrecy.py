"""Dossier + clearance → what must not be found in a finished file.

It judges each item by its marking itself, and asks nothing of the selection, whose work is proved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefgen.model.base import Item, LocalText
from briefgen.model.clearance import marking_of
from briefgen.model.dossier import FAMILIES, Dossier, Heading
from briefgen.model.markings import Marking, Schemes
from briefgen.model.project import Audience
from briefgen.model.walk import walk
from briefgen.prose import plain_text
from briefgen.prove import Secret, Secrets
from briefgen.prove.folding import literal, squeeze
from briefgen.source_tree import SourceTree
from briefgen.templates import BUILTIN, TemplateText

__all__ = ["public_words_of", "secrets_of", "words_of_the_program"]

_RUN, _CJK_RUN = 6, 18
_CJK = "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")
_IS_CJK = re.compile(f"[{_CJK}]")
_LEAST, _LEAST_WITH_DIGIT = 12, 8
_DATES_IN_WORDS = frozenset({"shown_as", "as_stated"})
"""A date that everybody may read comes out in the same words."""
_TOLD_TO_ALL = frozenset({"allow", "stand_in", "marking", "audiences"})
_TELLING = frozenset(
    {
        "abstract", "aliases", "annote", "container_title", "DOI", "doi", "file", "archive",
        "archive_name", "literal", "note", "number", "publisher", "title", "title_short", "URL",
        "url",
    }
)  # fmt: skip
"""Fields without markup whose values name one thing; others hold words of a list, or numbers."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A text of an item."""

    field: str
    plain: str
    is_prose: bool
    """Whether an author wrote it for readers."""


def secrets_of(
    dossier: Dossier,
    tree: SourceTree,
    schemes: Schemes,
    clearance: Marking,
    allowed_texts: Iterable[str] = (),
    canary: Iterable[str] = (),
) -> Secrets:
    """Return what readers with a clearance must not find.

    Of each item that is marked above it: texts of fewer than six words whole, of longer ones each
    run of six words (in Chinese and Japanese 18 characters), in every language; values such as
    URLs and file names; the id. What is shorter than 12 letters, or than 8 with a digit among
    them, is found by chance, and left out.

    `allowed_texts` are words of the program and its templates; what stands in these, or in an item
    that the readers may see, is no secret. `canary` are words that must not be found, whoever wrote
    them. `tree` gives the places of items.
    """
    default = schemes.parse(dossier.marking)
    phrases: dict[tuple[str, bool], Secret] = {}
    open_texts = list(allowed_texts)
    heading = Heading.model_construct(**{n: getattr(dossier, n) for n in Heading.model_fields})
    open_texts += [said.plain for said in _texts(heading, dossier.language)]
    hidden: list[tuple[str, str, Item]] = []
    for family in FAMILIES:
        for identifier, item in getattr(dossier, family).items():
            if not marking_of(item, default, schemes).is_within(clearance):
                hidden.append((family, identifier, item))
                if item.stand_in is not None:
                    words = item.stand_in.texts(dossier.language)
                    open_texts += [plain_text(text) for text in words]
            else:
                open_texts.append(identifier)
                open_texts += [said.plain for said in _texts(item, dossier.language)]
    for family, identifier, item in hidden:
        span = tree.item_span(family, identifier)
        for name, phrase, is_literal in _phrases(identifier, item, dossier.language):
            key = (phrase, is_literal)
            words = _public_words(item, phrase, is_literal)
            # what one item calls public may be a secret of another one
            if key not in phrases or (phrases[key].public_words and not words):
                secret = Secret(phrase, family, identifier, name, is_literal, span, words)
                phrases[key] = secret
    for word in canary:
        phrases[squeeze(word), False] = Secret(squeeze(word), "", "canary", "word")
    if not phrases:
        return Secrets()
    return Secrets(
        tuple(phrases.values()),
        "\n".join(map(squeeze, open_texts)),
        "\n".join(map(literal, open_texts)),
    )


def public_words_of(
    dossier: Dossier | None, shown: Iterable[tuple[str, str]]
) -> dict[str, dict[str, dict[str, str]]]:
    """Return the `public_words` of items, by family and id, with the reasons for them."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for family, identifier in sorted(shown):
        item = getattr(dossier, family, {}).get(identifier)
        if item is not None and item.public_words:
            found.setdefault(family, {})[identifier] = dict(item.public_words)
    return found


def _texts(item: Item | Heading, language: str) -> Iterator[_Said]:
    """Yield every text of an item, in all languages."""
    for leaf in walk(item):
        name = str(leaf.path[0])
        if name in ("allow", "public_words"):
            continue
        if isinstance(leaf.value, LocalText):
            for text in leaf.value.texts(language):
                yield _Said(name, plain_text(text), is_prose=True)
                if "](" in text.source or "<http" in text.source:
                    yield _Said(name, text.source, is_prose=False)
        elif leaf.value is not None and leaf.ref is None:
            last = next(part for part in reversed(leaf.path) if isinstance(part, str))
            yield _Said(last, str(leaf.value), is_prose=False)


def _phrases(identifier: str, item: Item, language: str) -> Iterator[tuple[str, str, bool]]:
    """Yield (field, phrase, whether its marks count) of what gives an item away."""
    if _is_peculiar(identifier):
        yield "id", literal(identifier), True
    for said in _texts(item, language):
        if said.field in _TOLD_TO_ALL or said.field in _DATES_IN_WORDS:
            continue
        if not said.is_prose:
            if said.field in _TELLING and _is_peculiar(squeeze(said.plain)):
                yield said.field, squeeze(said.plain), False
            continue
        for line in said.plain.split("\n"):
            for phrase in _runs(line):
                if _is_peculiar(phrase):
                    yield said.field, phrase, False


def _public_words(item: Item, phrase: str, is_literal: bool) -> str:
    """Return the words of an item that everybody may read and that a phrase is a part of, or none.

    A phrase that is longer than they, by one word only, stays a secret.
    """
    for words in item.public_words:
        is_part = phrase == literal(words) if is_literal else phrase in squeeze(words)
        if is_part:
            return words
    return ""


def _runs(line: str) -> Iterator[str]:
    """Yield the runs of words of a line, squeezed; the whole line if it is shorter."""
    words = _WORD.findall(line)
    cjk = sum(1 for word in words if _IS_CJK.match(word))
    length = _CJK_RUN if 2 * cjk > len(words) else _RUN
    if len(words) <= length:
        yield squeeze(line)
        return
    for start in range(len(words) - length + 1):
        yield squeeze("".join(words[start : start + length]))


def _is_peculiar(phrase: str) -> bool:
    """Return whether a squeezed phrase is long enough not to be found by chance."""
    weight = sum(3 if _IS_CJK.match(char) else 1 for char in phrase)
    has_both = any(map(str.isdigit, phrase)) and any(map(str.isalpha, phrase))
    return weight >= (_LEAST_WITH_DIGIT if has_both else _LEAST)


def words_of_the_program(
    templates: Mapping[str, TemplateText],
    audiences: Mapping[str, Audience],
    dossiers: Iterable[str],
) -> tuple[str, ...]:
    """Return the built-in templates, with their labels, and what the project calls its readers.

    Why not the project's own templates: what is typed into these is a leak like any other.
    """
    given = (audience.label for audience in audiences.values() if audience.label is not None)
    labels = (text.source for label in given for text in label.texts("en"))
    built_in = (found.text for key, found in templates.items() if key.startswith(BUILTIN))
    return (*built_in, *audiences, *dossiers, *labels)
