"""One dossier with secrets, its document for everybody in all formats, and what to prove of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from proof_project import ITEMS, SECRET

from briefgen.project import Document
from briefgen.prove import Expected, Leak, Loss, Secrets, find_leaks, find_losses
from briefgen.render import RENDERERS
from briefgen.session import AS_DESIGNED


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
