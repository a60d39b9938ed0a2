"""A source cited as a whole where a reader would have to search it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding, Owner
from briefgen.checks.passages import Passage
from briefgen.codes import Code
from briefgen.model.evidence import Evidence
from briefgen.model.sources import Source
from briefgen.prose import Citation, find_citations

__all__ = ["RULE", "check"]

RULE = Code(
    "BG219",
    "evidence-without-locator",
    "warning",
    what="A long source is cited without the place in it: a page, a paragraph, an article.",
    why="What can be checked within a minute is believed; nobody reads 90 pages for one sentence.",
    instead="Add the place after a comma: `study, p. 14`, `[@study, p. 14]`. A source that is short"
    " or has no pages says so by its `type`, such as `webpage`.",
    example="""\
claims:
  cost:
    text: The trial costs 4.2 million.
    kind: fact
    evidence: [study]
""",
)

_HELP = "add the place after a comma: `study, p. 14`, or in a text `[@study, p. 14]`"
_LONG = (
    "article", "article-journal", "article-magazine", "bill", "book", "chapter", "classic",
    "collection", "document", "hearing", "legal_case", "legislation", "manuscript",
    "paper-conference", "patent", "periodical", "regulation", "report", "standard", "thesis",
    "treaty",
)  # fmt: skip
"""CSL types that run over pages. Not newspaper articles, web pages and letters, which are short,
nor what has no pages, such as a broadcast or a map."""


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield evidence and citations that name no place in a long source."""
    long = {name for name, source in case.dossier.sources.items() if _is_long(source)}
    for owner, field, evidence in _evidence(case):
        for index, place in enumerate(evidence):
            # A quote brings its own place.
            if place.source in long and not place.locator and place.quote is None:
                yield _finding(owner, place.source, (field, index))
    bare = {
        owner
        for owner, citations in case.citations.items()
        if any(citation.key in long and _is_bare(citation) for citation in citations)
    }
    for passage in case.passages:
        if passage.owner in bare:
            yield from _in_prose(passage, long, case)


def _evidence(case: DossierCase) -> Iterator[tuple[Owner, str, Iterable[Evidence]]]:
    for name, claim in case.dossier.claims.items():
        yield ("claims", name), "evidence", claim.evidence
    for name, position in case.dossier.positions.items():
        yield ("positions", name), "evidence", position.evidence
    for name, event in case.dossier.events.items():
        yield ("events", name), "sources", event.sources


def _in_prose(passage: Passage, long: set[str], case: DossierCase) -> Iterator[Finding]:
    reported = set()
    for citation in find_citations(passage.text):
        key = citation.key
        if key not in long or key in reported or not _is_bare(citation):
            continue
        source = case.dossier.sources[key]
        titles = filter(None, (source.title, source.short, source.title_short))
        # A text that names the work may cite it as a whole.
        if not any(title in passage.plain for title in titles):
            reported.add(key)
            yield _finding(passage.owner, key, passage.place, _token(passage, key))


def _is_bare(citation: Citation) -> bool:
    return not (citation.locator or citation.suffix)


def _token(passage: Passage, key: str) -> str:
    """Return the words of the citation that has no locator."""
    closed = (f"@{key}]", f"@{key};")
    return next((words for words in closed if words in passage.text.source), f"@{key}")


def _finding(owner: Owner, source: str, path: tuple[str | int, ...], token: str = "") -> Finding:
    return Finding(owner, f"`{source}` is cited without a place in it", path, token, _HELP)


def _is_long(source: Source) -> bool:
    """Return whether a reader would have to search it; a source of one page is found at once."""
    has_one_page = getattr(source, "number_of_pages", None) == "1"
    return source.type in _LONG and source.kind != "background" and not has_one_page
