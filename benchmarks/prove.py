#!/usr/bin/env python3
"""What it costs to prove the finished documents of the example, and how much of the build that is.

    python benchmarks/prove.py [--rounds 3] [--book] [--keep]

The clock is the processor's, so that other programs on the machine count little; the figures are
medians over the rounds. Making the secrets of a clearance is done once for several documents, and
is counted with the first. `--book` measures one long document of an invented dossier instead.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from large_dossier import write_project
from measuring import ROOT, keep

from briefgen import making
from briefgen.build import build_documents
from briefgen.project import Choice
from briefgen.session import open_session
from briefgen.shelf import Built
from briefgen.world import DiskWorld, builtin_world

BOOK = """\
audiences: {public: {clearance: "TLP:CLEAR", depth: full}}
documents: [{templates: [book]}]
to: [pdf, markdown]
"""
BOOK_PARTS = """\
format: 1
label: {en: Book}
pages: {max: 400}
parts:
  - {part: prose, id: text, of: sections, title: All of it}
  - {part: event-table, id: events, of: events, title: What happened}
  - {part: notes}
"""


def write_book(folder: Path) -> None:
    """Write a project with one document of about sixty pages."""
    write_project(folder, scale=0.5, audiences=1)
    kind = folder / "templates/book"
    kind.mkdir(parents=True)
    (kind / "template.yaml").write_text(BOOK_PARTS, encoding="utf-8")
    (folder / "briefgen.yaml").write_text(BOOK, encoding="utf-8")


def measured(project: Path = ROOT) -> dict[str, tuple[float, float]]:
    """Return (seconds of the proof, seconds of the build with it) by document; builds them all."""
    session, faults = open_session(DiskWorld(project), builtin_world())
    if session is None:
        raise SystemExit(f"the example cannot be built: {faults}")
    proofs: defaultdict[str, float] = defaultdict(float)
    whole: dict[str, float] = {}
    proof = making._proof

    def timed(session, document, *others):
        start = time.process_time()
        found = list(proof(session, document, *others))
        proofs[document.name] += time.process_time() - start
        return found

    making._proof = timed
    try:
        with tempfile.TemporaryDirectory() as folder:
            documents = session.documents(Choice())
            for name in dict.fromkeys(document.dossier for document in documents):
                session.dossier(name)
            start = time.process_time()

            def report(built: Built) -> None:
                nonlocal start
                if not built.outputs:
                    raise SystemExit(f"{built.document.name} failed: {built.diagnostics}")
                whole[built.document.name] = time.process_time() - start
                start = time.process_time()

            build_documents(session, documents, Path(folder), report)
    finally:
        making._proof = proof
    return {name: (proofs[name], whole[name]) for name in whole}


def main() -> None:
    """Measure, print and keep what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure the proofs of the example's documents.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--book", action="store_true", help="one document of some sixty pages")
    parser.add_argument("--keep", action="store_true", help="write benchmarks/results/*.json")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if given.book:
            write_book(Path(folder))
        project = Path(folder) if given.book else ROOT
        rounds = [measured(project) for _ in range(given.rounds)]
    rows = {}
    for name in rounds[0]:
        proof = statistics.median(one[name][0] for one in rounds)
        whole = statistics.median(one[name][1] for one in rounds)
        rows[name] = {"proof_ms": 1000 * proof, "build_ms": 1000 * whole}
        print(f"{name:50} {1000 * proof:6.0f} ms of {1000 * whole:6.0f} ms {proof / whole:6.1%}")
    proof, whole = (sum(row[key] for row in rows.values()) for key in ("proof_ms", "build_ms"))
    print(f"{'all':50} {proof:6.0f} ms of {whole:6.0f} ms {proof / whole:6.1%}")
    if given.keep:
        print(f"kept in {keep('prove', {'rounds': given.rounds, 'documents': rows})}")


if __name__ == "__main__":
    main()
