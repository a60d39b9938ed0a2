"""What is fuzzed: functions of bytes that end without an exception, whatever the bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import PurePosixPath

from briefgen.diagnostics import Diagnostic
from briefgen.load import characters, markdown, yaml
from briefgen.load.references import read_export
from briefgen.model.dates import EventDate
from briefgen.model.text import Text
from briefgen.order import UnreadableError, deliveries_of, packed
from briefgen.project import Choice
from briefgen.prose import (
    block_html,
    block_markdown,
    citation_source,
    escape_markdown,
    find_citations,
    inline_markdown,
    meant_otherwise,
    parse,
    plain_text,
    prose_faults,
    word_count,
)
from briefgen.prose.citations import read_bare_citation, read_citations
from briefgen.prove import Secret, Secrets, find_leaks, squeeze
from briefgen.prove.reading import BrokenPdfError
from briefgen.prove.unpacking import UnopenedError
from briefgen.session import AS_DESIGNED, open_session
from briefgen.verify.manifest_file import parse_manifest
from briefgen.world import MemoryWorld, builtin_world

__all__ = ["HEADING", "PROJECT", "TARGETS", "check_places", "whole_project"]

PROJECT = """\
audiences:
  public: {clearance: TLP:CLEAR}
  staff: {clearance: TLP:RED, depth: full}
documents: [{templates: [timeline, one-pager]}]
"""
HEADING = """\
title: The quay opened in May
as_of: 2024-01-01T00:00:00Z
marking: TLP:CLEAR
summary: A summary.
bottom_line: A bottom line.
"""
BUILTIN = builtin_world()


def check_places(faults: Iterable[Diagnostic], texts: Mapping[str, str]) -> None:
    """Fail where a fault has no place, one outside of its file, no help or no words."""
    for fault in faults:
        assert fault.span is not None, fault
        assert fault.message, fault
        # of a name, and of a file that is not there, the place is the path alone
        text = texts.get(fault.span.path)
        if text is None:
            continue
        lines = text.split("\n")
        assert 1 <= fault.span.line <= len(lines), fault
        assert 1 <= fault.span.column <= len(lines[fault.span.line - 1]) + 1, fault
        if fault.span.end_line:
            assert fault.span.line <= fault.span.end_line <= len(lines), fault
            assert fault.span.end_column <= len(lines[fault.span.end_line - 1]) + 1, fault


def of_yaml(data: bytes) -> None:
    """Read a YAML file."""
    text, faults = characters.decode(data, "f.yaml")
    if text is None:
        assert faults
        return
    node, faults = yaml.parse(text, "f.yaml")
    assert node is not None or faults
    check_places((*faults, *characters.check(text, "f.yaml")), {"f.yaml": text})


def of_markdown_file(data: bytes) -> None:
    """Read a Markdown file, front matter and text, and show it."""
    text, _ = characters.decode(data, "f.md")
    if text is None:
        return
    file, faults = markdown.parse(text, "f.md")
    assert file is not None or faults
    check_places(faults, {"f.md": text})
    body = Text(file.body if file is not None else text, "en", block=True)
    for fault in prose_faults(body):
        assert 0 <= fault.offset <= len(body.source)
        assert fault.token
    assert word_count(body) >= 0
    list(meant_otherwise(body))
    block_html(body, cite=lambda _: "")


def of_csl_json(data: bytes) -> None:
    """Read an export of reference software."""
    _of_export(data, "f.json")


def of_bibtex(data: bytes) -> None:
    """Read a BibTeX file."""
    _of_export(data, "f.bib")


def _of_export(data: bytes, path: str) -> None:
    text, _ = characters.decode(data, path)
    if text is None:
        return
    items, faults = read_export(text, path)
    check_places(faults, {path: text})
    for item in items:
        item.entry()


def of_event_date(data: bytes) -> None:
    """Read a date."""
    text = data.decode("utf-8", "replace")
    try:
        date = EventDate.parse(text)
    except ValueError:
        return
    assert EventDate.parse(str(date)) == date
    assert date.sort_key <= date.sort_key


def of_citations(data: bytes) -> None:
    """Read citations, and what is written of them again."""
    text = data.decode("utf-8", "replace")
    citations = read_citations(text)
    if citations:
        read_citations(citation_source(citations)[1:-1])
    for position in range(min(len(text), 50)):
        if text[position] == "@":
            read_bare_citation(text, position)
    find_citations(Text(f"[{text}]", "en"))


def of_markdown_output(data: bytes) -> None:
    """Write Markdown that reads back as the same words."""
    source = data.decode("utf-8", "replace").replace("\r", "\n")
    text = Text(characters.blank_invalid(source), "und", block=True)
    parse(text)
    again = block_markdown(text, cite=citation_source)
    # the white space before a citation is not shown, whose mark parts the words on a page
    joint = "" if find_citations(text) else " "
    shown = _words(Text(again, "und", block=True)).replace(" ", joint)
    assert shown == _words(text).replace(" ", joint), (text.source, again)
    inline_markdown(text, cite=citation_source, in_table=True)
    plain = " ".join(text.source.split())
    assert _words(Text(escape_markdown(plain), "und", block=True)) == plain, plain


def _words(text: Text) -> str:
    return " ".join(plain_text(text).split())


def of_project(data: bytes) -> None:
    """Load, validate, select and compose a project of up to three files."""
    parts = data.split(b"\0\0")
    names = ("items.yaml", "sections/x.md", "library.json", "library.bib")
    whole_project(dict(zip((f"content/d/{name}" for name in names), parts, strict=False)))


def whole_project(files: Mapping[str, str | bytes]) -> tuple[Diagnostic, ...]:
    """Return every finding of a project, each of which has its place."""
    contents = {"briefgen.yaml": PROJECT, "content/d/dossier.yaml": HEADING, **files}
    world = MemoryWorld(contents, datetime(2024, 1, 2, tzinfo=UTC))
    session, found = open_session(world, BUILTIN)
    if session is not None:
        for name in session.dossier_names():
            found = (*found, *session.dossier(name).diagnostics)
        for document in session.documents(Choice()):
            found = (*found, *session.view(document)[1])
            composition, faults = session.compose(document, AS_DESIGNED)
            found = (*found, *faults)
            if composition is not None:
                composition.job.markdown.encode()
    texts = {}
    for path, content in contents.items():
        raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        text, _ = characters.decode(raw, path)
        texts[path] = text if text is not None else raw.decode("utf-8", "replace")
    # a template may say what its page lacks without a place in the content
    check_places((fault for fault in found if fault.span is not None), texts)
    return found


def of_deliveries(data: bytes) -> None:
    """Read what a worker sends, which may have been taken over."""
    head, _, blobs = data.partition(b"\0\0")
    # as it comes, and with a length that fits
    for content in (data, len(head).to_bytes(8, "big") + head + blobs):
        try:
            deliveries = deliveries_of(content, 1)
        except UnreadableError:
            continue
        assert deliveries_of(packed(*deliveries), 1) == deliveries


def of_manifest(data: bytes) -> None:
    """Read the manifest of a build that a stranger may have written."""
    file, faults = parse_manifest(data, "manifest.json")
    assert file is not None or faults
    for fault in faults:
        assert fault.message
        assert fault.help, fault
    if file is not None:
        for entry in file.entries:
            assert entry.name == entry.document.name
            assert all(".." not in PurePosixPath(path.path).parts for path in entry.outputs)
            assert not any(path.path.startswith("/") for path in entry.outputs)


PHRASE = "the mayor sold the northern quay"
SECRETS = Secrets((Secret(squeeze(PHRASE), "claims", "motive", "text"),))


def of_leaks(data: bytes) -> None:
    """Look for secrets in a file of any shape: what is added in plain words is found."""
    planted = data + f"\n\n{PHRASE}\n\n".encode()
    # what cannot be read is no document, and its words are none
    if not data.startswith(b"%PDF"):
        for form in ("markdown", "html"):
            with suppress(UnopenedError):
                assert find_leaks(planted, form, SECRETS), form
    with suppress(UnopenedError, BrokenPdfError):
        find_leaks(data, "pdf", SECRETS)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "yaml": of_yaml,
    "markdown-file": of_markdown_file,
    "csl-json": of_csl_json,
    "bibtex": of_bibtex,
    "event-date": of_event_date,
    "citations": of_citations,
    "markdown-output": of_markdown_output,
    "project": of_project,
    "deliveries": of_deliveries,
    "manifest": of_manifest,
    "leaks": of_leaks,
}
"""By the name of the folder of their crashes."""
