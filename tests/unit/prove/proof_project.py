"""A dossier with secrets that is printed for everybody."""

from __future__ import annotations

__all__ = ["ITEMS", "SECRET"]

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
