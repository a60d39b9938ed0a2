"""One dossier with secrets, its document for everybody in all formats, and what to prove of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from briefgen.project import Document
from briefgen.prove import Expected, Leak, Loss, Secrets, find_leaks, find_losses
from briefgen.render import RENDERERS
from briefgen.session import AS_DESIGNED

ITEMS = """\
events:
  walk-out:
    date: 2023-03-30
    text: Crews on four quays stop work until the officials have filed their final offer [@roster].
    status: occurred
    significance: The ferry company cannot reroute its flights of fancy.
  talks:
    {date: 2023-05-02, text: Both sides meet at the town hall for the first time., status: occurred}
  vote:
    {date: 2023-08-11, text: The members vote on what the port put before them., status: planned}
  back-channel:
    date: 2023-06-01
    text: The mayor confidentially offered the crews a quarter more in private office talks.
    status: occurred
    marking: TLP:RED
claims:
  pay:
    {kind: fact, text: The port has paid no overtime since the first of January., key_fact: No pay}
actors:
  crews: {name: The crews of the four quays, short: Crews}
  mediator: {name: Honourable Judge Fiorella Affini, marking: TLP:RED}
  owner: {name: {ja: 港湾局長官房, en: Port office}, marking: TLP:RED}
issues:
  overtime: {proposition: The port should pay for every hour of overtime.}
positions:
  crews-overtime:
    {actor: crews, issue: overtime, stance: support, basis: on-record, interests: Wages and a rest.}
options:
  wait: {title: Wait, text: Leave all as it is until the members have voted., do_nothing: true}
  pay: {title: Pay, text: Pay the overtime of this year at once., cost: About two million.}
terms:
  quay: {short: quays, definition: Walls at which ships are loaded.}
figures:
  map:
    file: figures/map.jpg
    alt: A map of the four quays.
    credit: Planning Staff
    licence: CC BY 4.0
    caption: Where the crews have stopped work.
sources:
  roster: {title: The roster of the port}
  letter-2023-17:
    title: Letter of the mayor to the crews
    URL: https://intern.example/letters/2023-17
    marking: TLP:RED
sections:
  background:
    kind: context
    title: A roster that nobody wanted began in January
    body: |
      The port wrote a roster [@roster, p. 2]. It asks for **twelve** hours in a row, which they
      call [unsafe](https://example.org/unsafe), and it was not put before them.

      - The first shift begins at four.
      - The second one ends at midnight.

      What came of it in *spring* is told below.
  why:
    kind: why-it-matters
    title: Half the trade waits
    body: Half of all trade waits at the quays while nobody works there.
"""
SECRET = "The mayor confidentially offered the crews a quarter more in private office talks."
"""The text of the event that only few may see."""


@dataclass(frozen=True)
class Finished:
    """A document in all formats."""

    kind: str
    files: Mapping[str, bytes]
    """By format."""
    html: str
    expected: tuple[Expected, ...]
    secrets: Secrets

    def leaks(self, artifact: bytes | None = None, form: str = "pdf") -> tuple[Leak, ...]:
        """Return what leaks from a file, or from the document's own."""
        return find_leaks(self.files[form] if artifact is None else artifact, form, self.secrets)

    def losses(self, artifact: bytes | None = None, form: str = "pdf") -> tuple[Loss, ...]:
        """Return what is lost in a file, or in the document's own."""
        content = self.files[form] if artifact is None else artifact
        return find_losses(content, form, self.html, self.expected)


@pytest.fixture(scope="session")
def secret() -> str:
    return SECRET


@pytest.fixture(scope="session")
def finish(bench: Callable[..., Any]) -> Callable[..., Finished]:
    """Return what makes the finished document of a kind, for an audience."""
    known: dict[tuple[str, str], Finished] = {}
    picture = BytesIO()
    Image.new("RGB", (40, 30), "red").save(picture, "JPEG")
    made = bench(items=ITEMS, files={"content/d/figures/map.jpg": picture.getvalue()})

    def take(kind: str = "policy-brief", audience: str = "public") -> Finished:
        key = (kind, audience)
        if key not in known:
            assert made.look(audience)[0] is not None, made.look(audience)[1]
            document = Document("d", kind, audience, "en")
            composition, faults = made.session.compose(document, AS_DESIGNED)
            assert composition is not None, faults
            job = composition.job
            known[key] = Finished(
                kind,
                {form: render(job).content for form, render in RENDERERS.items()},
                job.html,
                made.session.expected(document, composition),
                made.session.secrets(document),
            )
        return known[key]

    return take


@pytest.fixture(scope="session")
def brief(finish: Callable[..., Finished]) -> Finished:
    """Return the policy brief for everybody."""
    return finish()
