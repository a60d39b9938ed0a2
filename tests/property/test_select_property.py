"""Nothing leaks: what an audience may not see changes no byte of what it gets.

Whole dossiers are made up, in which everything secret carries the word `xq`, and are composed
into every built-in kind of document.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.manifest import document_entry
from briefgen.model import dossier
from briefgen.project import Document
from briefgen.select.clearance import Clearance
from briefgen.templates import kinds, read_files
from briefgen.world import MemoryWorld, builtin_world

Make = Callable[..., Any]
Items = list[tuple[str, dict[str, Any]]]

CANARY = "xq"
PROJECT = """\
marking_schemes: {OWN: {levels: [OPEN, SECRET]}}
caveats: {OPENLY: Known to partners, LIMDIS: Limited distribution}
groups: {PAIR: [JPN, NOR]}
audiences:
  partner:
    {clearance: ["TLP:GREEN", "OWN:OPEN"], caveats: [OPENLY], members: [JPN], portion_marks: true,
     before_embargo: false}
  staff:
    {clearance: ["TLP:RED", "OWN:SECRET"], caveats: [OPENLY, LIMDIS], members: [NOR], depth: full}
"""
HEADING = """\
title: A title [@o1, p. 1]
as_of: "2023-07-14T09:00:00+09:00"
marking: TLP:CLEAR
summary: A summary [@o2; @xq-source, p. 7].
bottom_line: A bottom line.
owner: An office
url: https://example.org/dossier
"""
KINDS = kinds(read_files(MemoryWorld({}), "templates", builtin_world()))

open_words = st.sampled_from(
    [
        "NATO meets in Vilnius",
        "as *said* [@o1, p. 2]",
        "both [@o2, para. 3; @xq-source, p. 9]",
        "again [@o1]",
        "日本の事務所",
        "COP and AUKUS",
        "a | pipe and a `code`",
    ]
)
secret_words = st.sampled_from(
    [
        f"{CANARY}word",
        f"{CANARY}a [@o1, p. 99]",
        f"NATO {CANARY}b",
        f"{CANARY}東京",
        f"{CANARY}c [@o2]",
    ]
)
actors = st.sampled_from(["a1", "a2", "xq-actor"])
sources = st.sampled_from(["o1", "o2", "o2, p. 4", "xq-source, p. 5", "xq-source"])
claims = st.sampled_from(["k1", "xq-claim"])
dates = st.sampled_from(["2023-07-11", "2023-07", "2023-09/..", "2022", "XXXX", "2024-07-09"])
words_of_status = st.sampled_from(["occurred", "announced", "planned", "reported", "disputed"])


def few(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(strategy, max_size=2, unique=True)


def fields_of(family: str, words: st.SearchStrategy[str], folder: str) -> Any:
    """Return a strategy for the fields of an item whose texts are `words`."""
    required: dict[str, Any] = {
        "events": {"date": dates, "text": words, "status": words_of_status},
        "claims": {"text": words, "kind": st.just("fact")},
        "positions": {
            "actor": actors,
            "issue": st.sampled_from(["i1", "xq-issue"]),
            "stance": st.sampled_from(["oppose", "support"]),
            "basis": st.just("vote"),
        },
        "quotes": {
            "text": words,
            "speaker": actors,
            "date": dates,
            "source": st.sampled_from(["o1", "xq-source"]),
            "locator": st.just("p. 3"),
        },
        "discrepancies": {
            "claims": st.lists(claims, min_size=2, max_size=3),
            "kind": st.just("date"),
        },
        "options": {"text": words},
        "recommendations": {
            "action": words,
            "owner": words,
            "deadline": dates,
            "decision": st.just("note"),
        },
        "risks": {"event": words},
        "terms": {"short": st.sampled_from(["NATO", "COP", "AUKUS", "meets"]), "definition": words},
        "figures": {
            "file": st.just(f"figures/{folder}.png"),
            "alt": words.map(lambda text: text.split(" [")[0]),
            "credit": words,
            "licence": words,
        },
        "talking_points": {"text": words, "purpose": st.just("make")},
        "questions": {"text": words, "purpose": st.just("ask")},
        "sections": {
            "title": words,
            "kind": st.sampled_from(["context", "analysis", "scope", "so-what", "why-it-matters"]),
            "body": words,
        },
        "actors": {"name": words},
        "sources": {"title": words},
    }[family]
    optional: dict[str, Any] = {
        "events": {"significance": words, "actors": few(actors), "sources": few(sources)},
        "claims": {
            "key_fact": words,
            "key_point": st.booleans(),
            "evidence": few(sources),
            "likelihood": st.just("likely"),
        },
        "positions": {"interests": words, "evidence": few(sources)},
        "discrepancies": {"title": words, "assessment": words, "resolve_with": words},
        "options": {
            "title": words,
            "cost": words,
            "scores": st.dictionaries(
                st.sampled_from(["c1", "xq-criterion"]),
                st.fixed_dictionaries({"value": st.just("good"), "reason": words}),
                max_size=2,
            ),
        },
        "recommendations": {"supports": few(claims)},
        "figures": {"caption": words, "data_source": st.sampled_from(["o1", "xq-source"])},
        "actors": {"role": words, "short": words},
        "sources": {"publisher": words, "URL": st.just(f"https://{folder}.example/")},
    }.get(family, {})
    steering = {
        "depth": st.sampled_from(["essential", "standard", "full"]),
        "priority": st.sampled_from(["high", "low"]),
        "audiences": st.sampled_from([["partner"], ["staff"], ["partner", "staff"]]),
    }
    return st.fixed_dictionaries(required, optional={**optional, **steering})


FAMILIES = [family for family in dossier.FAMILIES if family not in ("issues", "criteria")]


def items_of(words: st.SearchStrategy[str], folder: str, markings: list[Any]) -> Any:
    def marked(family: str) -> Any:
        return st.builds(
            lambda fields, marking: (family, {**fields, **marking}),
            fields_of(family, words, folder),
            st.sampled_from([{} if m is None else {"marking": m} for m in markings]),
        )

    return st.lists(st.one_of([marked(family) for family in FAMILIES]), max_size=8)


OPEN_MARKINGS: list[Any] = [
    None,
    "TLP:CLEAR",
    "TLP:GREEN",
    "OWN:OPEN",
    {"caveats": "OPENLY", "releasable_to": ["PAIR"]},
    {"embargo": "2023-07-13T00:00:00+00:00"},
]
open_items = items_of(open_words, "open", OPEN_MARKINGS)
SECRET_MARKINGS: list[Any] = [
    "TLP:AMBER",
    "TLP:RED",
    "OWN:SECRET",
    ["TLP:CLEAR", "OWN:SECRET"],
    {"caveats": ["OPENLY", "LIMDIS"]},
    {"releasable_to": "NOR"},
    {"level": "TLP:CLEAR", "embargo": "2030-01-01T00:00:00+00:00"},
]
secret_items = items_of(secret_words, CANARY, SECRET_MARKINGS)

OPEN_BASE: Items = [
    (
        "sources",
        {"o1": {"title": "First source"}, "o2": {"title": "Second", "URL": "https://o.example/"}},
    ),
    ("actors", {"a1": {"name": "Alice"}, "a2": {"name": "Bob", "represents": "a1"}}),
    ("issues", {"i1": {"proposition": "It should open"}}),
    ("criteria", {"c1": {"text": "Cost"}}),
    ("claims", {"k1": {"text": "It opened", "kind": "fact", "evidence": ["o1, p. 8"]}}),
    ("events", {"e1": {"date": "2023-07-11", "text": "A summit", "status": "occurred"}}),
]


def stand_ins(word: str, marking: Any) -> Items:
    """Return secret items to which open ones refer, with open words in their place."""
    base: dict[str, tuple[str, dict[str, Any]]] = {
        "xq-source": (
            "sources",
            {"title": word, "URL": f"https://{CANARY}.example/", "kind": "primary"},
        ),
        "xq-actor": (
            "actors",
            {"name": word, "short": word, "role": word, "native_name": {"ja": word}},
        ),
        "xq-issue": ("issues", {"proposition": word}),
        "xq-criterion": ("criteria", {"text": word}),
        "xq-claim": (
            "claims",
            {"text": word, "kind": "fact", "evidence": ["o2, p. 66"], "key_fact": word},
        ),
    }
    return [
        (family, {name: {**fields, "stand_in": "not for print", "marking": marking}})
        for name, (family, fields) in base.items()
    ]


@dataclass(frozen=True)
class Secrets:
    """Everything that the audience may not see."""

    word: str
    marking: Any
    items: Items


secrets = st.builds(Secrets, secret_words, st.sampled_from(SECRET_MARKINGS), secret_items)
some = Secrets(
    f"{CANARY}some",
    "TLP:RED",
    [
        (
            "events",
            {
                "date": "2023-07-10",
                "text": f"{CANARY} event",
                "status": "occurred",
                "marking": "TLP:AMBER",
            },
        ),
        ("terms", {"short": "NATO", "definition": f"{CANARY} term", "marking": "TLP:RED"}),
        (
            "claims",
            {"text": f"{CANARY} claim", "kind": "fact", "key_fact": "NATO", "marking": "TLP:RED"},
        ),
        (
            "figures",
            {
                "file": f"figures/{CANARY}.png",
                "alt": CANARY,
                "credit": "c",
                "licence": "l",
                "marking": "TLP:RED",
            },
        ),
        (
            "sections",
            {
                "title": CANARY,
                "kind": "scope",
                "body": f"{CANARY} [@xq-source]",
                "marking": "TLP:RED",
            },
        ),
        ("sections", {"title": CANARY, "kind": "context", "body": CANARY, "marking": "TLP:RED"}),
    ],
)
none = Secrets(f"{CANARY}none", "OWN:SECRET", [])


def content(visible: Items, hidden: Secrets) -> dict[str, str | bytes]:
    """Return the files of a dossier in which what is hidden stands before, among and after."""
    named = [(family, {f"v{n}": fields}) for n, (family, fields) in enumerate(visible)]
    secret = [(family, {f"{CANARY}{n}": fields}) for n, (family, fields) in enumerate(hidden.items)]
    among = [item for pair in zip(secret[::2], named, strict=False) for item in pair]
    among += named[len(secret[::2]) :]
    files = {
        "a": secret[1::2],
        "m": [*stand_ins(hidden.word, hidden.marking), *OPEN_BASE, *among],
        "z": secret[::2][len(named) :],
    }
    written: dict[str, str | bytes] = {"content/d/figures/open.png": b"open"}
    if any(family == "figures" for family, _ in secret):
        written[f"content/d/figures/{CANARY}.png"] = b"secret"
    for name, items in files.items():
        families: dict[str, dict[str, Any]] = {}
        for family, members in items:
            families.setdefault(family, {}).update(members)
        written[f"content/d/{name}.yaml"] = json.dumps(families, ensure_ascii=False)
    return written


def document(
    make: Make, files: dict[str, str | bytes], kind: str, audience: str, project: str = PROJECT
) -> dict[str, Any]:
    """Return all that one audience gets of a dossier: the Job and the entry in the manifest."""
    made = make(heading=HEADING, project=project, files=files)
    composition, faults = made.write(kind, audience)
    assert composition is not None, faults
    job = composition.job
    entry = document_entry(
        Document("d", kind, audience, "en"),
        made.look(audience)[0],
        composition,
        marking=made.session.project.schemes.axes_of(composition.marking),
        templates={path: made.session.template_digest(path) for path in composition.template_files},
        pages=1,
        outputs=(),
        codes=tuple(fault.code for fault in faults),
    )
    return {
        "html": job.html,
        "css": job.css,
        "markdown": job.markdown,
        "assets": job.assets,
        "fonts": job.fonts,
        "entry": json.dumps(entry),
        "digest": job.digest,
    }


def check_that_nothing_leaks(
    make: Make, kind: str, visible: Items, secrets: tuple[Secrets, Secrets], project: str = PROJECT
) -> None:
    """Assert that two dossiers which differ in their secrets give their reader the same."""
    first, second = (
        document(make, content(visible, hidden), kind, "partner", project) for hidden in secrets
    )
    assert CANARY not in repr(first)
    assert first == second


@pytest.mark.parametrize("kind", KINDS)
def test_what_may_not_be_seen_changes_no_byte(bench: Make, kind: str) -> None:
    @settings(max_examples=20, deadline=None)
    @given(open_items, secrets, secrets)
    def check(visible: Items, before: Secrets, after: Secrets) -> None:
        check_that_nothing_leaks(bench, kind, visible, (before, after))

    check()
    check_that_nothing_leaks(bench, kind, [], (some, none))


@pytest.mark.parametrize("kind", KINDS)
def test_those_who_may_see_it_find_it(bench: Make, kind: str) -> None:
    """The canary is no blind one: it is in the page, the Markdown and the manifest."""
    control = document(bench, content([], some), kind, "staff")
    partner = document(bench, content([], some), kind, "partner")
    for name in ("html", "markdown", "entry"):
        assert CANARY in control[name], name
        assert CANARY not in partner[name], name
    assert control["digest"] != partner["digest"]


def test_the_figure_s_file_goes_with_the_figure(bench: Make) -> None:
    files = content([], some)
    assert [a.name for a in document(bench, files, "policy-brief", "staff")["assets"]] == [
        f"figures/{CANARY}.png"
    ]
    assert document(bench, files, "policy-brief", "partner")["assets"] == ()


@pytest.mark.parametrize("kind", KINDS)
def test_a_broken_filter_is_noticed(
    bench: Make, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Clearance, "may_see", lambda self, item: True)
    with pytest.raises(AssertionError, match=f"assert '{CANARY}' not in"):
        check_that_nothing_leaks(bench, kind, [], (some, none))


def test_a_number_that_is_told_is_noticed(bench: Make) -> None:
    """A count of what is withheld is a difference too, where the audience may not be told it."""
    told = PROJECT.replace("members: [JPN],", "members: [JPN], placeholder: true,")
    with pytest.raises(AssertionError, match="Differing items"):
        check_that_nothing_leaks(bench, "timeline", [], (some, none), told)
