"""Words in another script whose language nobody says."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.tree import SyntaxTreeNode

from briefgen.checks.access.scripts import foreign_run
from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.checks.passages import Passage
from briefgen.codes import Code
from briefgen.model.analysis import Term
from briefgen.prose import language_runs, parse
from briefgen.prose.languages import is_cjk_language

__all__ = ["RULE", "check"]

RULE = Code(
    "BG707",
    "unmarked-language-run",
    "warning",
    what="Words in another script do not say which language they are in.",
    why="A screen reader spells them letter by letter or leaves them out, and fonts are chosen for"
    " the wrong language. Japanese and Korean are told by their own signs; Han characters are, if"
    " something else in the dossier is marked as Japanese, Chinese or Korean.",
    instead="Write `[слова]{lang=ru}`, with the language's own tag.",
    example="""\
claims:
  agency:
    text: The agency calls itself Роскосмос.
    kind: fact
""",
)

_HAN = "und"
"""Stands for the language of Han characters alone, which the characters do not tell."""
_TAGS = {"Greek": "el", "Hebrew": "he", "Thai": "th", "kana": "ja", "Hangul": "ko"}
"""The language that a script nearly always means."""


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield each run of words that a screen reader would read in the wrong language."""
    is_han_known = not case.is_whole or _names_cjk_language(case)
    for passage in case.passages:
        if passage.text.source.isascii():
            continue
        reported = set()
        for content, language in _texts(parse(passage.text), _language(passage)):
            for run, script in _runs(content, language):
                if run not in reported and not (script == "Han" and is_han_known):
                    reported.add(run)
                    yield _finding(passage, run, script)


def _finding(passage: Passage, run: str, script: str) -> Finding:
    signs = "characters" if script == "Han" else "letters"
    return Finding(
        passage.owner,
        f"`{run}` is in {script} {signs}, and nothing says in which language",
        passage.place,
        run,
        f"write `[{run}]{{lang={_TAGS.get(script, '…')}}}`, with the tag of its language",
    )


def _texts(node: SyntaxTreeNode, language: str) -> Iterator[tuple[str, str]]:
    """Yield (text, its language) below a node."""
    if node.type in ("text", "code_inline"):
        yield node.content, language
    inside = str(node.attrs["lang"]) if node.type == "span" else language
    for child in node.children:
        yield from _texts(child, inside)


def _runs(content: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield (words, script) of what is not marked when the text is printed in its language."""
    if content.isascii():
        return
    for piece, own in language_runs(content, language, _HAN):
        if own == _HAN:
            yield piece.strip("、。・「」『』（）() "), "Han"
        elif own is None:
            for match in foreign_run(language).finditer(piece):
                yield match[0], str(match.lastgroup)


def _language(passage: Passage) -> str:
    """Return the language of a text; a term's own words are in the term's."""
    item = passage.item
    is_word = isinstance(item, Term) and passage.field in ("short", "expansion")
    own = item.lang if isinstance(item, Term) and is_word else None
    return own or passage.text.language


def _names_cjk_language(case: DossierCase) -> bool:
    """Return whether something in the dossier says which CJK language Han characters are in."""
    dossier = case.dossier
    tags = {dossier.language, *(passage.text.language for passage in case.passages)}
    for actor in dossier.actors.values():
        tags |= {tag for tag, _ in actor.native_name.versions} if actor.native_name else set()
    tags |= {quote.lang for quote in dossier.quotes.values() if quote.lang}
    tags |= {term.lang for term in dossier.terms.values() if term.lang}
    tags |= {source.language for source in dossier.sources.values() if source.language}
    return any(is_cjk_language(tag) for tag in tags)
