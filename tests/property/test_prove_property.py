"""The proofs raise no false alarm on dossiers that were made up, and notice a broken selection."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from test_select_property import (
    HEADING,
    KINDS,
    PROJECT,
    Items,
    Secrets,
    content,
    open_items,
    secrets,
)

from briefgen.project import Document
from briefgen.prove import prove
from briefgen.render import RENDERERS
from briefgen.select.clearance import Clearance
from briefgen.session import AS_DESIGNED

Make = Callable[..., Any]
LONG = "Seven words that only few may read"


def faults_of(
    make: Make, visible: Items, hidden: Secrets, kind: str, audience: str, forms: tuple[str, ...]
) -> list[str]:
    """Return what the proofs find in a document's files, as messages."""
    made = make(heading=HEADING, project=PROJECT, files=content(visible, hidden))
    document = Document("d", kind, audience, "en")
    composition, faults = made.session.compose(document, AS_DESIGNED)
    assert composition is not None, faults
    wanted = made.session.expected(document, composition)
    forbidden = made.session.secrets(document)
    found = []
    for form in forms:
        rendered = RENDERERS[form](composition.job)
        page = composition.job.html
        found += prove(document.name, rendered.content, form, page, wanted, forbidden)
    return [f"{fault.code} {fault.message}" for fault in found]


@pytest.mark.parametrize("kind", KINDS)
def test_no_false_alarm_in_text(bench: Make, kind: str) -> None:
    @settings(max_examples=15, deadline=None)
    @given(open_items, secrets)
    def check(visible: Items, hidden: Secrets) -> None:
        for audience in ("partner", "staff"):
            assert faults_of(bench, visible, hidden, kind, audience, ("markdown",)) == []

    check()


@pytest.mark.parametrize("kind", KINDS)
def test_no_false_alarm_in_pdf(bench: Make, kind: str) -> None:
    @settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(open_items, secrets)
    def check(visible: Items, hidden: Secrets) -> None:
        visible = [(family, fields) for family, fields in visible if family != "figures"]
        open_only = Secrets(hidden.word, hidden.marking, [])
        assert faults_of(bench, visible, open_only, kind, "partner", ("pdf", "html")) == []

    check()


@pytest.mark.parametrize("kind", KINDS)
def test_a_broken_selection_is_noticed(
    bench: Make, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Clearance, "may_see", lambda self, item: True)
    event = {"date": "2023-07-10", "text": LONG, "status": "occurred", "depth": "essential"}
    upcoming = {**event, "date": "2023-09", "status": "planned"}
    hidden = Secrets(
        "xqword",
        "TLP:RED",
        [
            ("events", {**event, "marking": "TLP:RED"}),
            ("events", {**upcoming, "marking": "TLP:RED"}),
        ],
    )
    found = faults_of(bench, [], hidden, kind, "partner", ("markdown",))
    assert any(message.startswith("BG630") for message in found)
