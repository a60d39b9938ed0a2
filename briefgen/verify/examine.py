"""One file that was built → what holds of it and what does not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.diagnostics import Diagnostic, Severity
from briefgen.differences import changes, version_changes
from briefgen.outcome import entry_of
from briefgen.project import Document
from briefgen.prove import Expected
from briefgen.session import Session
from briefgen.verify.again import Again
from briefgen.verify.claim import Claim
from briefgen.verify.difference import where
from briefgen.verify.manifest_file import Head, RecordedFile
from briefgen.verify.proving import proved
from briefgen.versions import output_versions

__all__ = ["Verdict", "examine"]

_NOT_AN_ITEM = "what `briefgen.yaml` says of it has changed, or something else around its items"
_NOT_HANDED_OUT = "do not hand it out; build again, and see who or what changed it"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of one file."""

    shown: str
    """Its path."""
    document: Document | None = None
    """What it is, or claims to be."""
    holds: tuple[str, ...] = ()
    """What was found to hold."""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_good(self) -> bool:
        """Return whether nothing is wrong with it."""
        return not any(fault.severity is Severity.ERROR for fault in self.diagnostics)


def examine(
    session: Session, claim: Claim, content: bytes, again: Again, head: Head, against: str
) -> Verdict:
    """Return what holds of a file.

    `again` is its document made anew, `head` what the manifest says of the last build, `against`
    names the content: on disk, or at a revision.
    """
    digest = hashlib.sha256(content).hexdigest()
    if claim.sha256 is not None and digest != claim.sha256:
        fault = Diagnostic(
            "BG650",
            f"{claim.shown} has just changed",
            help="a build is writing: verify again when it has ended",
        )
        return Verdict(claim.shown, claim.document, (), (fault,))
    case = _Case(session, claim, content, digest, again, head, against)
    holds: list[str] = []
    found: list[Diagnostic] = []
    if case.is_recorded:
        holds.append("as recorded")
    proofs = tuple(case.proofs())
    found += proofs
    if again.knows_secrets and not proofs:
        holds.append("nothing leaked, nothing lost" if case.is_complete else "nothing leaked")
    compared = tuple(case.compared())
    if not compared and case.wanted is not None:
        holds.append(f"what the content {against} gives")
    return Verdict(claim.shown, claim.document, tuple(holds), (*compared, *found))


@dataclass(frozen=True, slots=True)
class _Case:
    """All that is known of one file."""

    session: Session
    claim: Claim
    content: bytes
    digest: str
    again: Again
    head: Head
    against: str

    @property
    def is_recorded(self) -> bool:
        recorded = self.claim.recorded
        size = len(self.content)
        return recorded is not None and (recorded.sha256, recorded.bytes) == (self.digest, size)

    @property
    def wanted(self) -> bytes | None:
        """What the content gives; None if that was not tried, or cannot be."""
        made = self.again.made
        rendered = made.rendered.get(self.claim.form) if made is not None else None
        return rendered.content if rendered is not None and not self.again.impossible else None

    @property
    def job(self) -> str | None:
        """The digest of the job that the content gives now."""
        made = self.again.made
        return made.composition.job.digest if made is not None and made.composition else None

    @property
    def is_of_this_content(self) -> bool:
        """Whether the file was made of what the content is now, or should have been."""
        entry = self.claim.entry
        return self.job is not None and (entry is None or entry.job == self.job)

    @property
    def is_complete(self) -> bool:
        """Whether it could be looked at for what it lacks."""
        is_other = self.again.impossible or self.claim.is_file_of
        return self.is_of_this_content and not is_other

    def proofs(self) -> Iterator[Diagnostic]:
        """Yield what leaked, and, of a file that is of this content, what was lost."""
        if not self.again.may_prove or self.content == self.wanted:
            # a document that was just made was proved when it was made
            return
        page = ""
        expected: tuple[Expected, ...] = ()
        made, document = self.again.made, self.claim.document
        if self.is_complete and made is not None and made.composition is not None:
            page = made.composition.job.html
            expected = self.session.expected(document, made.composition)
        secrets, claim = self.session.secrets(document), self.claim
        yield from proved(
            claim.shown, self.content, claim.form, secrets, page, expected, name=document.name
        )

    def compared(self) -> Iterator[Diagnostic]:
        """Yield why a file is not what was recorded, or not what the content gives."""
        claim, again, wanted = self.claim, self.again, self.wanted
        if again.impossible:
            yield Diagnostic(
                "BG649",
                f"{claim.shown} cannot be made again: {again.impossible}",
                notes=again.reasons,
                help=again.help,
            )
        is_made = wanted is not None and wanted == self.content
        if claim.recorded is not None and not self.is_recorded:
            yield self._unlike_its_record(claim.recorded, is_made=is_made)
        elif wanted is not None and not is_made:
            yield self._unlike_its_content(wanted)

    def _unlike_its_record(self, recorded: RecordedFile, *, is_made: bool) -> Diagnostic:
        claim, wanted = self.claim, self.wanted
        if claim.is_file_of:
            return Diagnostic(
                "BG644",
                f"{claim.shown} is the file of `{claim.is_file_of}`",
                help="do not hand it out: remove it and build again",
            )
        if is_made:
            return Diagnostic(
                "BG648",
                f"{claim.shown} is what the content {self.against} gives, and the manifest "
                "describes other bytes",
                help="a build was killed, or the file was put there by hand: build again",
            )
        notes = []
        if recorded.bytes != len(self.content):
            notes.append(f"it has {len(self.content)} bytes, and had {recorded.bytes}")
        if wanted is not None and hashlib.sha256(wanted).hexdigest() == recorded.sha256:
            notes = [where(self.content, wanted)]
        elif wanted is not None:
            notes.append(f"what the content {self.against} gives is not what was built, either")
        return Diagnostic(
            "BG643",
            f"{claim.shown} is not as it was built",
            notes=tuple(notes),
            help=_NOT_HANDED_OUT,
        )

    def _unlike_its_content(self, wanted: bytes) -> Diagnostic:
        claim, entry, made = self.claim, self.claim.entry, self.again.made
        if entry is None or claim.recorded is None or made is None:
            return Diagnostic(
                "BG643",
                f"{claim.shown} is neither in the manifest nor what the content {self.against} "
                f"gives for `{claim.document.name}`",
                notes=(where(self.content, wanted),),
                help="if it is of an older state, name that with `--revision`; if not, somebody "
                "has changed it",
            )
        now = entry_of(self.session, claim.document, made)["inputs"]
        changed = tuple(changes(entry.inputs.model_dump(), now))
        here = dict(output_versions()) | self.session.worker.native_versions
        versions = tuple(version_changes(self.head.versions, here))
        if self.is_of_this_content or (versions and not changed):
            return Diagnostic(
                "BG646",
                f"{claim.shown} cannot be made again here, byte for byte",
                notes=tuple(f"built with {one}" for one in versions)
                or ("no version of a package or a library differs from that of the last build",),
                help="verify where the versions are those of the build, or build again here",
            )
        notes = changed or (_NOT_AN_ITEM,)
        return Diagnostic(
            "BG645",
            f"{claim.shown} is not what the content {self.against} gives",
            notes=tuple(f"since it was built, {one}" for one in notes),
            help="build again, or name the revision that it was built from with `--revision`",
        )
