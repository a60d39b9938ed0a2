"""What stands in `briefgen.yaml`, and in a template's `template.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from briefgen.model.base import NO_FLAG, Depth, Flag, LanguageTag, Line, Model
from briefgen.model.house import House
from briefgen.model.settings import CheckSettings, LimitSettings
from briefgen.model.shapes import CAVEAT, COLOUR, GROUP, SCHEME, SLUG

__all__ = [
    "AS_DESIGNED",
    "MOST_AIR",
    "STEPS",
    "Audience",
    "CacheSettings",
    "DocumentRule",
    "GivesWay",
    "ItemName",
    "Layout",
    "NoteStyle",
    "OutputFormat",
    "PageBudget",
    "Paper",
    "PartRule",
    "PdfStandard",
    "Place",
    "ProjectFile",
    "SchemeFile",
    "TemplateFile",
]

Slug = Annotated[str, Field(pattern=SLUG)]


class Paper(StrEnum):
    """Paper sizes."""

    A4 = "A4"
    LETTER = "Letter"


class OutputFormat(StrEnum):
    """What a document is written as."""

    PDF = "pdf"
    MARKDOWN = "markdown"
    HTML = "html"


class PdfStandard(StrEnum):
    """What PDFs conform to."""

    UA1_A3A = "ua1-a3a"
    """PDF/UA-1 and PDF/A-3a, of PDF 1.7."""
    UA2_A4F = "ua2-a4f"
    """PDF/UA-2 and PDF/A-4f, of PDF 2.0, with the Markdown attached."""


class Audience(Model):
    """Who reads: what they may see, and how deep they want it."""

    clearance: str | tuple[str, ...]
    """The highest marking they may see, of each scheme."""
    depth: Depth = Depth.STANDARD
    """How deep they read."""
    label: Line | None = None
    """The name printed in lists; the key if not given."""
    caveats: tuple[str, ...] = ()
    """Caveats of the project that they are admitted to."""
    members: Annotated[tuple[str, ...], Field(min_length=1)] | None = None
    """Who reads: countries (ISO 3166-1 alpha-3) and groups of the project. All of them must be
    among those that an item is releasable to. Without it they get no item that names any."""
    portion_marks: Flag = False
    """Whether each item and paragraph carries its own marking at its beginning."""
    twin: Flag = False
    """Whether their PDFs carry, as JSON for programs, all that they may see of the dossier; the
    banner then covers all of it."""
    placeholder: Flag = False
    """Whether they may be told that, and how many, items are withheld from them; without it their
    documents are silent about it."""
    max_sentence_words: Annotated[int, Field(ge=1), NO_FLAG] | None = None
    """Words in a sentence of their documents; the limit of `checks` if not given."""
    before_embargo: Flag | None = None
    """Whether they may have documents before the embargo; if not given, those who are cleared
    above the lowest level may."""


class DocumentRule(Model):
    """A rectangle of the matrix dossiers × templates × audiences × languages."""

    dossiers: tuple[str, ...] = ("*",)
    """Dossiers by the names of their folders; `*` for all."""
    templates: tuple[Slug, ...] = ("policy-brief", "timeline", "one-pager")
    """Kinds of document."""
    audiences: tuple[str, ...] = ("*",)
    """Audiences of this project; `*` for all."""
    languages: tuple[LanguageTag, ...] | None = None
    """Languages; each dossier's own if not given."""
    paper: Paper | None = None
    """Paper size; the project's if not given."""
    to: tuple[OutputFormat, ...] | None = None
    """Formats; the project's if not given."""
    portion_marks: Flag | None = None
    """Whether each item and paragraph carries its own marking; as the audience has it if not
    given."""
    twin: Flag | None = None
    """Whether the PDF carries, as JSON for programs, all that its audience may see; as the audience
    has it if not given."""


class SchemeFile(Model):
    """A marking scheme of the project's own."""

    levels: Annotated[tuple[str, ...], Field(min_length=1)]
    """The words after the colon, from the widest readership to the narrowest."""
    colours: tuple[Annotated[str, Field(pattern=COLOUR)], ...] = ()
    """Text colour of each on black."""
    abbreviations: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    """What portion marks say for each, such as `S`; the whole label if not given."""


class CacheSettings(Model):
    """Where what was rendered is kept for other machines."""

    at: Annotated[str, Field(min_length=1)]
    """A folder inside the project, or a URL that fsspec knows, such as `s3://bucket/folder`."""
    clearance: str | tuple[str, ...] | None = None
    """The highest marking, of each scheme, of what may lie there; the lowest of each if not
    given."""


_Cache = Annotated[
    Annotated[CacheSettings, Tag("<settings>")]
    | Annotated[str, Field(min_length=1), Tag("<word>")],
    Discriminator(lambda value: "<word>" if isinstance(value, str) else "<settings>"),
]


class ProjectFile(Model):
    """`briefgen.yaml`: what to build, for whom, how."""

    format: Literal[1, "1"] = 1
    """Version of this file's format."""
    audiences: dict[Slug, Audience] = Field(
        default_factory=lambda: {"public": Audience(clearance="TLP:CLEAR")}
    )
    """Who reads."""
    documents: tuple[DocumentRule, ...] = (DocumentRule(),)
    """What is built. Where two entries ask for the same document, the later one counts."""
    to: tuple[OutputFormat, ...] = (OutputFormat.PDF, OutputFormat.MARKDOWN)
    """What it is written as."""
    paper: Paper = Paper.A4
    """Paper size."""
    pdf: PdfStandard = PdfStandard.UA1_A3A
    """What PDFs conform to: PDF/UA-1 and PDF/A-3a, or PDF/UA-2 and PDF/A-4f."""
    marking_schemes: dict[Annotated[str, Field(pattern=SCHEME)], SchemeFile] = Field(
        default_factory=dict
    )
    """Schemes besides TLP."""
    caveats: dict[Annotated[str, Field(pattern=CAVEAT)], Line] = Field(default_factory=dict)
    """Caveats that markings may name, and the words that the banner prints for each."""
    groups: dict[
        Annotated[str, Field(pattern=GROUP)],
        Annotated[tuple[str, ...], Field(min_length=1)],
    ] = Field(default_factory=dict)
    """Groups of countries (ISO 3166-1 alpha-3) that markings and `members` may name."""
    citation_style: str | None = Field(default=None, min_length=1)
    """A CSL file from the project's folder down, such as `styles/chicago.csl`, by which the notes
    give their sources; briefgen's own style if not given."""
    house: House = House()
    """How documents look: colours, fonts, logo, contact line."""
    checks: CheckSettings = CheckSettings()
    """How strict the linter is."""
    limits: LimitSettings = LimitSettings()
    """What making one document may take; beyond it the document is not written."""
    cache: _Cache | None = None
    """Where what was rendered is kept for other machines: a folder inside the project, or a URL
    such as `s3://bucket/folder`. Only what the lowest clearance may read is kept there, unless
    `clearance` allows more."""
    content: str = "content"
    """The folder of dossiers."""
    templates: str = "templates"
    """The folder of the project's own templates."""
    output: str = "output"
    """The folder that is written."""


class Place(StrEnum):
    """Where on the page a part stands."""

    MAIN = "main"
    RAIL = "rail"
    WIDE = "wide"


ItemName = tuple[str, str]
"""(family, id)."""


STEPS = 4
"""Steps from the page as designed to the tightest spacing, and on to the smallest type."""
MOST_AIR = 8
"""Steps from the page as designed to the most air."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What gives way so that a document fits its pages."""

    tighter: int = 0
    """Steps of less air and leading, down to `STEPS`; below 0 of more, to `-MOST_AIR`."""
    smaller: int = 0
    """Steps of smaller type, down to `STEPS`: the smallest that the template allows."""
    in_main: frozenset[str] = frozenset()
    """Ids of parts that stand in the main column whatever the template says."""
    dropped: frozenset[ItemName] = frozenset()
    """Items that are left out for space."""

    @property
    def air(self) -> float:
        """The share of the air that is there, as style sheets count it: from -1 to 2."""
        return -self.tighter / STEPS

    @property
    def squeeze(self) -> float:
        """How far type gives way, from 0 to 1."""
        return self.smaller / STEPS


AS_DESIGNED = Layout()
"""Nothing gives way."""


class GivesWay(StrEnum):
    """What may give way so that a document fits: how it is set, and items of these priorities."""

    SPACING = "spacing"
    TYPE = "type"
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class NoteStyle(StrEnum):
    """What has a note number of its own: each source, or each place in a source."""

    SOURCES = "sources"
    PLACES = "places"


class PageBudget(Model):
    """How many pages a kind of document may have."""

    min: Annotated[int, Field(ge=1), NO_FLAG] = 1
    """At least so many, else a warning."""
    max: Annotated[int, Field(ge=1), NO_FLAG] | None = None
    """At most so many, else the document is not written."""
    smallest_type: Annotated[float, Field(ge=6), NO_FLAG] = 9.5
    """Running text is never set smaller, in points."""
    gives_way: tuple[GivesWay, ...] = (GivesWay.SPACING, GivesWay.TYPE, GivesWay.LOW)
    """What may give way before a page too many: `spacing`, then `type`, then items by their
    priority, `low` before `normal` before `high`; never one that is `required`."""

    @model_validator(mode="after")
    def _has_room(self) -> PageBudget:
        if self.max is not None and self.min > self.max:
            raise ValueError(f"`min` is {self.min}, and `max` is {self.max}: it must not be less")
        return self


class PartRule(Model):
    """A part of a document: what stands in it, and in what order it comes."""

    part: Slug
    """The files that print it: `parts/<part>.html.j2` and `parts/<part>.md.j2`."""
    id: Slug | None = None
    """Tells parts with the same files apart; the part's name if not given."""
    title: Line | None = None
    """Its heading; the label of its id if not given."""
    of: str | None = None
    """The family that it takes its items from."""
    where: dict[str, tuple[str, ...] | str | Flag] = Field(default_factory=dict)
    """Only items whose fields have one of these values; `true`: only those that have it."""
    depth: Depth = Depth.FULL
    """Only items down to this depth."""
    limit: Annotated[int, Field(ge=1), NO_FLAG] | None = None
    """At most so many items, by their priority."""
    place: Place = Place.MAIN
    """In the main column, the side rail, or over the whole width."""
    required: Flag = False
    """Whether the document makes no sense without it."""


class TemplateFile(Model):
    """`template.yaml`: a kind of document."""

    format: Literal[1, "1"] = 1
    """Version of this file's format."""
    label: Line
    """What the kind is called, as printed."""
    extends: Slug | None = None
    """The kind whose files and styles it uses where it has none of its own."""
    description: str = ""
    """What it is for, one sentence, for `briefgen list`."""
    pages: PageBudget = PageBudget()
    """The page budget."""
    notes: NoteStyle = NoteStyle.PLACES
    """What has a note number of its own."""
    parts: Annotated[tuple[PartRule, ...], Field(min_length=1)]
    """Its parts, in the order in which they are read."""
