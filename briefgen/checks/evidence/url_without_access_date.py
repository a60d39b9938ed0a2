"""A web address without the day on which it was read."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding
from briefgen.codes import Code

__all__ = ["RULE", "check"]

RULE = Code(
    "BG217",
    "url-without-access-date",
    "warning",
    what="A source has a web address, and no day on which it was read or archived.",
    why="Pages change and vanish; the day says which state of the page a statement rests on.",
    instead="Add `accessed`, or `archive` with `captured`. A source with a DOI needs neither.",
    example="""\
sources:
  city-page: {title: The Bridge, type: webpage, URL: "https://example.org/bridge"}
""",
)


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield sources with an undated web address."""
    for identifier, source in case.dossier.sources.items():
        if source.url and not (source.doi or source.accessed or source.captured):
            yield Finding(
                ("sources", identifier),
                f"the source `{identifier}` has a URL, and no day on which it was read",
                ("URL",),
            )
