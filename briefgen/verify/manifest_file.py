"""The manifest as a stranger may have written it: read with care, each entry on its own."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from briefgen.diagnostics import Diagnostic
from briefgen.ledger import FORMAT
from briefgen.model.project import OutputFormat, Paper
from briefgen.model.shapes import LANGUAGE_PATTERN, SHAPES
from briefgen.project import Document
from briefgen.record import EARLIER, ENDINGS

__all__ = [
    "Entry",
    "Head",
    "ManifestFile",
    "RecordedDocument",
    "RecordedFile",
    "parse_manifest",
]

MOST_BYTES = 1 << 26
"""A manifest of ten thousand documents is smaller."""
_MOST_NOTES = 3
# Python's patterns, by which a line feed at the end is one too many
_DIGEST = re.compile(r"\A[0-9a-f]{64}\Z")
_NAME = re.compile(r"\A[^/\\\x00]+\Z")
_Digest = Annotated[str, Field(pattern=_DIGEST)]
_Name = Annotated[str, Field(min_length=1, max_length=255, pattern=_NAME)]
_WANTED = {
    _DIGEST.pattern: "64 hexadecimal digits",
    _NAME.pattern: "a name without slashes",
    LANGUAGE_PATTERN: SHAPES[LANGUAGE_PATTERN],
}


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


class RecordedFile(_Part):
    """A file as the build that wrote it described it."""

    path: str
    """Below the output folder."""
    format: Literal["pdf", "markdown", "html"]
    bytes: Annotated[int, Field(ge=0)]
    sha256: _Digest


class Inputs(_Part):
    """What a document was made of, by digest."""

    heading: str = ""
    items: dict[str, dict[str, str]] = {}
    """family → id → digest of the item as the audience sees it."""
    templates: dict[str, str] = {}
    files: dict[str, str] = {}
    fonts: dict[str, str] = {}


class Entry(_Part):
    """What the manifest says of one document."""

    name: str
    dossier: _Name
    template: _Name
    audience: _Name
    language: Annotated[str, Field(pattern=LANGUAGE_PATTERN)]
    paper: Literal["A4", "Letter"]
    portion_marks: bool = False
    twin: bool = False
    job: _Digest
    inputs: Inputs = Inputs()
    outputs: tuple[RecordedFile, ...]

    @property
    def document(self) -> Document:
        """The document, in the formats that there are of it."""
        formats = tuple(f.value for f in OutputFormat if f in {o.format for o in self.outputs})
        return Document(
            self.dossier,
            self.template,
            self.audience,
            self.language,
            Paper(self.paper).value,
            formats,
            self.portion_marks,
            self.twin,
        )

    @model_validator(mode="after")
    def _is_of_one_document(self) -> Entry:
        document = self.document
        if self.name != document.name:
            raise ValueError(f"`{self.name}` is not the name of `{document.name}`")
        seen = set()
        for output in self.outputs:
            path = f"{document.stem}.{ENDINGS[output.format]}"
            if output.path != path or ".." in PurePosixPath(path).parts or output.path in seen:
                raise ValueError(f"`{output.path}` is not a path of the document's files")
            seen.add(output.path)
        return self


class _Revision(_Part):
    commit: str
    clean: bool


class Head(_Part):
    """What the manifest says of the last build."""

    briefgen: str = ""
    revision: _Revision | None = None
    versions: dict[str, str] = {}
    inputs: dict[str, str] = {}
    """(path → digest) of every file that it read."""


class RecordedDocument(_Part):
    """A document that was built."""

    versions: tuple[Entry, ...]
    """The entry of the newest build; behind it those of builds before that its files may be of."""
    is_unfinished: bool
    """Whether that build is still writing, or was killed."""

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of its files, of whichever build."""
        return tuple(dict.fromkeys(o.path for entry in self.versions for o in entry.outputs))


class ManifestFile(_Part):
    """The entries of a manifest that are as a build writes them."""

    head: Head = Head()
    documents: tuple[RecordedDocument, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, also of builds before."""
        return tuple(entry for document in self.documents for entry in document.versions)


def parse_manifest(
    content: bytes, shown: str
) -> tuple[ManifestFile | None, tuple[Diagnostic, ...]]:
    """Return what a manifest says, None if it says nothing, and what is wrong with it.

    `shown` is its path, for messages.
    """
    if len(content) > MOST_BYTES:
        return None, (_damaged(f"{shown} has more than {MOST_BYTES >> 20} MiB"),)
    try:
        loaded = json.loads(content, object_pairs_hook=_without_repetition)
    except (ValueError, RecursionError) as error:
        reason = str(error) or type(error).__name__
        return None, (_damaged(f"{shown} cannot be read", notes=(reason,)),)
    number = loaded.get("manifest") if isinstance(loaded, dict) else None
    if type(number) is int and number != FORMAT:
        age = "a newer" if number > FORMAT else "an older"
        return None, (
            _damaged(
                f"{shown} is of format {number}, which {age} briefgen wrote",
                help=f"this one reads format {FORMAT}: build again with it, or verify with the "
                "version that built",
            ),
        )
    documents = loaded.get("documents") if isinstance(loaded, dict) else None
    if type(number) is not int or not isinstance(documents, list):
        return None, (_damaged(f"{shown} is no manifest of a build"),)
    faults: list[Diagnostic] = []
    try:
        head = Head.model_validate(_listed(loaded))
    except ValidationError as error:
        head = Head()
        faults.append(_damaged(f"the head of {shown} is not as a build writes it", error=error))
    found = tuple(_documents(documents, shown, faults))
    return ManifestFile(head=head, documents=found), tuple(faults)


def _documents(
    documents: list[Any], shown: str, faults: list[Diagnostic]
) -> Iterator[RecordedDocument]:
    seen: set[str] = set()
    for number, raw in enumerate(documents, start=1):
        what = f"entry {number} of {shown}"
        earlier = raw.get(EARLIER, []) if isinstance(raw, dict) else []
        others = earlier if isinstance(earlier, list) else [earlier]
        try:
            versions = tuple(Entry.model_validate(_listed(one)) for one in (raw, *others))
        except ValidationError as error:
            faults.append(_damaged(f"{what} is not as a build writes it", error=error))
            continue
        names = {version.name for version in versions}
        if len(names) > 1 or names & seen:
            again = "names several documents" if len(names) > 1 else "is there twice"
            faults.append(_damaged(f"{what} {again}", notes=(", ".join(sorted(names)),)))
            continue
        seen |= names
        yield RecordedDocument(versions=versions, is_unfinished=EARLIER in raw)


def _listed(raw: Any) -> Any:
    """Return an object whose list of files is a tuple, as the strict model wants it."""
    if isinstance(raw, dict) and isinstance(raw.get("outputs"), list):
        return {**raw, "outputs": tuple(raw["outputs"])}
    return raw


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise ValueError(f"`{twice}` stands twice in one object")
    return found


def _said(error: ErrorDetails) -> str:
    if error["type"] == "string_pattern_mismatch":
        return f"this should be {_WANTED[error['ctx']['pattern']]}"
    return error["msg"]


def _damaged(
    message: str,
    *,
    notes: tuple[str, ...] = (),
    error: ValidationError | None = None,
    help: str = "remove it and build again, and see what changes files in the output folder",  # noqa: A002
) -> Diagnostic:
    if error is not None:
        told = error.errors(include_url=False, include_input=False)
        notes = tuple(
            f"{'.'.join(map(str, one['loc'])) or 'entry'}: {_said(one)}"
            for one in told[:_MOST_NOTES]
        )
        if len(told) > _MOST_NOTES:
            notes = (*notes, f"and {len(told) - _MOST_NOTES} more")
    return Diagnostic("BG641", message, notes=notes, help=help)
