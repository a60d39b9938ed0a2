"""Words of a restricted item that stand in a text for more readers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefgen.checks.case import DossierCase
from briefgen.checks.finding import Finding, Owner
from briefgen.checks.markings.places import Place, places
from briefgen.checks.markings.runs import SEED, runs, seeds, stretch
from briefgen.codes import Code
from briefgen.model.markings import Marking

__all__ = ["RULE", "check"]

RULE = Code(
    "BG408",
    "restricted-words-repeated",
    "warning",
    what="Words that are peculiar to an item stand in a text with a lower marking too.",
    why="What is cut out of a document in one place is read in another.",
    instead="Mark the lower text as high, or say it in other words; if the words are no secret,"
    " lower the marking of the item.",
    example="""\
claims:
  motive:
    text: The mayor needs the votes of the harbour district in May.
    kind: assumption
    marking: TLP:AMBER
  timing:
    text: We assume a vote in spring, since the mayor needs the votes of the harbour district.
    kind: assumption
""",
)

_BOILERPLATE = 3
"""Words that stand in so many items with a lower marking are no secret."""
_OWN_WORDS = 2
"""So many words more than a name or another shared text make no secret."""
_SHORTEST_TITLE = 4
"""Words that make a title a secret of its own, though it is shorter than a run."""


@dataclass(frozen=True, slots=True)
class _Repeat:
    """Words of a lower text that a restricted one has as well."""

    place: Place
    first: int
    """Number of the first word."""
    count: int
    secret: Place


def check(case: DossierCase) -> Iterator[Finding]:
    """Yield texts that repeat words of an item which fewer readers may see."""
    if all(item.marking is None for _, item in case.items()):
        return
    found: dict[Marking, list[Place]] = defaultdict(list)
    for place in places(case):
        found[place.marking].append(place)
    # what fewest may read repeats nothing that they may not, and what all may read is no secret;
    # the more restricted come last: of several with the same words they are the ones that count
    restricted = [
        place
        for marking in sorted(found, key=lambda m: sum(other.is_within(m) for other in found))
        if not all(marking.is_within(other) for other in found)
        for place in found[marking]
        if place.is_peculiar
    ]
    lower = [
        place
        for marking, all_places in found.items()
        if not all(other.is_within(marking) for other in found)
        for place in all_places
    ]
    told: set[tuple[Owner, Owner]] = set()
    shared = [place for place in lower if place.is_shared]
    repeats = _repeated_runs(lower, restricted, shared)
    for repeat in (*repeats, *_repeated_titles(lower, restricted)):
        pair = (repeat.place.owner, repeat.secret.owner)
        if pair not in told:
            told.add(pair)
            yield _finding(case, repeat)


def _repeated_runs(
    lower: Iterable[Place], restricted: Iterable[Place], shared: Iterable[Place]
) -> Iterator[_Repeat]:
    """Runs of words, but for those that several texts have anyway."""
    wanted = {run for place in restricted for run in runs(place.words, SEED)}
    candidates = [place for place in lower if not wanted.isdisjoint(seeds(place.words))]
    secrets = _secrets(candidates, restricted, shared) if candidates else {}
    holders: dict[str, set[Owner]] = defaultdict(set)
    hits: list[tuple[Place, dict[int, str]]] = []
    for place in candidates if secrets else ():
        hit = {
            at: run
            for at, run in enumerate(runs(place.words, place.run_length))
            if run in secrets and not secrets[run].marking.is_within(place.marking)
        }
        if hit:
            hits.append((place, hit))
        for run in hit.values():
            holders[run].add(place.owner)
    for place, hit in hits:
        found = {at: secrets[run] for at, run in hit.items() if len(holders[run]) < _BOILERPLATE}
        for at, secret in found.items():
            if found.get(at - 1) is not secret:
                last = at
                while found.get(last + 1) is secret:
                    last += 1
                yield _Repeat(place, at, last - at + place.run_length, secret)


def _secrets(
    candidates: Iterable[Place], restricted: Iterable[Place], shared: Iterable[Place]
) -> dict[str, Place]:
    """Return each run of the restricted texts that a candidate has too, with its text.

    A run that holds little more than shared words is none.
    """
    repeated = {run for place in candidates for run in runs(place.words, place.run_length)}
    secrets = {
        run: place
        for place in restricted
        for run in repeated.intersection(runs(place.words, place.run_length))
    }
    known = {run for place in shared for run in runs(place.words, place.run_length - _OWN_WORDS)}
    return {
        run: place
        for run, place in secrets.items()
        if known.isdisjoint(runs(run.split(), place.run_length - _OWN_WORDS))
    }


def _repeated_titles(lower: Iterable[Place], restricted: Iterable[Place]) -> Iterator[_Repeat]:
    """Titles too short for a run, whole in another text."""
    titles: dict[str, list[Place]] = defaultdict(list)
    for place in restricted:
        if place.is_title and _SHORTEST_TITLE <= len(place.words) < place.run_length:
            titles[" ".join(place.words[:SEED])].append(place)
    for place in lower if titles else ():
        if place.is_shared:
            continue
        words = place.words
        if titles.keys().isdisjoint(runs(words, SEED)):
            continue
        for at, start in enumerate(runs(words, SEED)):
            for secret in titles.get(start, ()):
                count = len(secret.words)
                is_whole = words[at : at + count] == secret.words
                if is_whole and not secret.marking.is_within(place.marking):
                    yield _Repeat(place, at, count, secret)


def _finding(case: DossierCase, repeat: _Repeat) -> Finding:
    words = stretch(repeat.place.plain, repeat.first, repeat.count)
    labels = case.project.schemes.named(repeat.secret.marking)
    family, identifier = repeat.secret.owner
    return Finding(
        repeat.place.owner,
        f"`{words}` also stands in `{identifier}`, which is marked {labels}",
        (*repeat.place.path, repeat.place.language),
        words,
        related=(((family, identifier), repeat.secret.path, f"these words are marked {labels}"),),
    )
