"""A project in memory with an output folder on the disk."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefgen.build import build_documents
from briefgen.diagnostics import Diagnostic
from briefgen.project import Choice, Document
from briefgen.session import Session, open_session
from briefgen.verify import Verdict, Verification, open_verification
from briefgen.world import MemoryWorld, builtin_world

SECRET = "Both sides agreed on all of it in a hotel by night"
FILES: Mapping[str, str] = {
    "briefgen.yaml": """\
audiences: {public: {clearance: TLP:CLEAR}, staff: {clearance: TLP:RED}}
documents: [{templates: [timeline]}]
to: [pdf, markdown, html]
""",
    "content/d/dossier.yaml": """\
title: A title
as_of: 2024-01-01T00:00:00Z
marking: TLP:CLEAR
summary: A summary.
bottom_line: A bottom line.
""",
    "content/d/items.yaml": f"""\
events:
  e: {{date: 2023-05-01, text: The open meeting took place, status: occurred, sources: [s]}}
  r: {{date: 2023-06-01, text: {SECRET}, marking: TLP:RED, status: occurred, sources: [s]}}
sources: {{s: {{title: A source}}}}
""",
}
PUBLIC = Document("d", "timeline", "public", "en")
STAFF = Document("d", "timeline", "staff", "en")
PDF, MARKDOWN, HTML = (f"public/d.timeline.en.{ending}" for ending in ("pdf", "md", "html"))
STAFF_PDF = "staff/d.timeline.en.pdf"


@dataclass(frozen=True)
class Built:
    """What was built, and the content as it is now."""

    output: Path
    files: Mapping[str, str]

    @property
    def session(self) -> Session:
        session, faults = open_session(MemoryWorld(self.files), builtin_world())
        assert session is not None, faults
        return session

    def at(self, output: Path) -> Built:
        return replace(self, output=output)

    def changed(self, path: str, old: str, new: str) -> Built:
        """Return the same files of other content."""
        text = self.files.get(path, "")
        assert old in text
        return replace(self, files={**self.files, path: text.replace(old, new)})

    def path(self, name: str) -> Path:
        return self.output / name

    def write(self, name: str, change: Callable[[bytes], bytes]) -> None:
        path = self.path(name)
        path.write_bytes(change(path.read_bytes()))

    @property
    def manifest(self) -> dict[str, Any]:
        return dict(json.loads(self.path("manifest.json").read_bytes()))

    def put(self, manifest: object) -> None:
        text = manifest if isinstance(manifest, str) else json.dumps(manifest)
        self.path("manifest.json").write_text(text)

    def build(self) -> None:
        session = self.session
        done = build_documents(session, session.documents(Choice()), self.output, lambda _: None)
        assert all(one.outputs for one in done)

    def question(self, *, rebuild: bool = True, needs_files: bool = True) -> Verification:
        return open_verification(
            self.session,
            self.output,
            lambda path: path.name if path == self.output else self._shown(path),
            rebuild=rebuild,
            needs_files=needs_files,
        )

    def _shown(self, path: Path) -> str:
        inside = path.is_relative_to(self.output)
        return path.relative_to(self.output).as_posix() if inside else path.name

    def verify(self, *, rebuild: bool = True) -> dict[str, Verdict]:
        """Return the verdicts by path, the faults of the manifest under its own name."""
        question = self.question(rebuild=rebuild)
        found = {verdict.shown: verdict for verdict in question.of_folder(lambda _: None)}
        if question.faults:
            found["manifest.json"] = Verdict("manifest.json", diagnostics=question.faults)
        return found

    def wrong(self, *, rebuild: bool = True) -> dict[str, list[str]]:
        """Return the codes of what is wrong, by path."""
        return {
            shown: sorted({fault.code for fault in verdict.diagnostics})
            for shown, verdict in self.verify(rebuild=rebuild).items()
            if verdict.diagnostics
        }

    def verify_file(self, path: Path, given: Document | None = None) -> Verdict:
        question = self.question(needs_files=False)
        (verdict,) = question.of_files([path], given, lambda _: None)
        return verdict


def make_built(output: Path) -> Built:
    built = Built(output, FILES)
    built.build()
    return built


def codes(verdict: Verdict) -> list[str]:
    return sorted({fault.code for fault in verdict.diagnostics})


def text_of(faults: tuple[Diagnostic, ...]) -> str:
    return "\n".join("\n".join((f.message, *f.notes, f.help or "")) for f in faults)
