"""A source: a CSL-JSON item as reference software exports it, plus what a dossier says of it.

Source: CSL 1.0.2 specification, appendices III (types) and IV (variables).
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, create_model, model_validator
from pydantic import GetJsonSchemaHandler as Handler
from pydantic_core import PydanticCustomError, PydanticKnownError, core_schema

from briefgen.model.base import FLAG_WORDS, Item, Model
from briefgen.model.shapes import DIGEST

__all__ = [
    "DATE_VARIABLES", "KNOWN_KEYS", "NAME_VARIABLES", "NUMBER_VARIABLES", "OWN_KEYS",
    "STANDARD_VARIABLES", "CslDate", "CslName", "CslType", "Source", "SourceKind",
]  # fmt: skip

CslType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing",
    "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical",
    "personal_communication", "post", "post-weblog", "regulation", "report", "review",
    "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
]  # fmt: skip
"""The item types of CSL 1.0.2."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NAME_VARIABLES = _words(
    """author chair collection-editor compiler composer container-author contributor curator
    director editor editor-translator editorial-director executive-producer guest host illustrator
    interviewer narrator organizer original-author performer producer recipient reviewed-author
    script-writer series-creator translator"""
)
DATE_VARIABLES = _words("accessed available-date event-date issued original-date submitted")
NUMBER_VARIABLES = _words(
    """chapter-number citation-number collection-number edition first-reference-note-number issue
    locator number number-of-pages number-of-volumes page page-first part-number printing-number
    section supplement-number version volume"""
)
STANDARD_VARIABLES = _words(
    """abstract annote archive_collection archive_location archive-place authority call-number
    citation-key citation-label collection-title container-title container-title-short dimensions
    division DOI event event-place event-title genre ISBN ISSN journalAbbreviation jurisdiction
    keyword language license medium note original-publisher original-publisher-place
    original-title part-title PMCID PMID publisher publisher-place references reviewed-genre
    reviewed-title scale shortTitle source status title title-short URL volume-title
    year-suffix"""
)
"""Text variables, also CSL 1.0.1's. Not `archive`: here that is the archived file, and CSL's is
`archive_name`."""

SourceKind = Literal["primary", "secondary", "opinion", "background"]

_DATE = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T[0-9:.,+\-Z]*)?([?~%]?)\Z")
_SEASONS = {first + n: n + 1 for first in (13, 21) for n in range(4)}


_NO_FLAGS = FLAG_WORDS.keys() - {"true", "false", "1", "0"}


def _text(value: Any) -> Any:
    """Return numbers as text: YAML and exports write `volume: 12` and `title: 1984`."""
    return str(value) if type(value) in (int, float) else value


def _flag(value: Any) -> Any:
    """Return CSL's flags, which may be written as booleans, numbers or text, as a boolean.

    Raises: PydanticKnownError for `no` and its like: by CSL's rule it would be true.
    """
    if isinstance(value, str) and value.lower() in _NO_FLAGS:
        raise PydanticKnownError("bool_type")
    return value not in ("", "0", "false", "False") if isinstance(value, str) else bool(value)


_Scalar = str | int | float
_Text = Annotated[str, BeforeValidator(_text, json_schema_input_type=_Scalar), Field(min_length=1)]
_Flag = Annotated[bool, BeforeValidator(_flag, json_schema_input_type=bool | int | str)]


class _Writable(Model):
    """A mapping that may be written as plain text, which the JSON Schema must say."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: Handler
    ) -> dict[str, Any]:
        mapping = handler.resolve_ref_schema(handler(schema))
        description = mapping.pop("description")
        return {"description": description, "anyOf": [{"type": ["string", "integer"]}, mapping]}


class CslName(_Writable):
    """A person or body, as CSL writes names."""

    family: str | None = None
    """Family name, with what is always kept with it."""
    given: str | None = None
    """Given names."""
    literal: str | None = None
    """The whole name of a body, or of a person whose name has no parts."""
    suffix: str | None = None
    """`Jr.`, `III`."""
    dropping_particle: str | None = Field(None, alias="dropping-particle")
    """Particle that falls away when only the family name is given."""
    non_dropping_particle: str | None = Field(None, alias="non-dropping-particle")
    """Particle that stays with the family name, such as `van`."""
    comma_suffix: _Flag = Field(False, alias="comma-suffix")
    """Whether a comma stands before the suffix."""
    static_ordering: _Flag = Field(False, alias="static-ordering")
    """Whether the family name always comes first."""
    parse_names: _Flag = Field(False, alias="parse-names")
    """Accepted for the sake of exports, not read."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        return {"literal": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _named(self) -> CslName:
        if not (self.literal or self.family or self.given):
            raise PydanticCustomError("name_missing", "a name needs `family` or `literal`")
        return self


class CslDate(_Writable):
    """A date or range, as CSL writes it, or as text such as `2023-07-14` or `2023-07-11/12`."""

    date_parts: tuple[tuple[int, ...], ...] = Field((), alias="date-parts", max_length=2)
    """One date or two (a range), each `[year]`, `[year, month]` or `[year, month, day]`."""
    season: int | str | None = None
    """1 spring, 2 summer, 3 autumn, 4 winter, or a word."""
    circa: _Flag = False
    """Whether the date is approximate."""
    literal: str | None = None
    """Words that are printed as they are."""
    raw: str | None = None
    """A date that the exporting program did not read; read here if it is in ISO 8601 form."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, dt.datetime):
            value = value.date()
        if isinstance(value, int) and not isinstance(value, bool):
            value = f"{value:04d}"
        if isinstance(value, str | dt.date):
            fields = _date_fields(str(value).strip())
            if fields is None:
                raise _no_date(str(value))
            return fields
        if isinstance(value, dict) and "raw" in value and "date-parts" not in value:
            raw = value["raw"]
            return {**value, **((_date_fields(raw) if isinstance(raw, str) else None) or {})}
        return value

    @model_validator(mode="after")
    def _possible(self) -> CslDate:
        if not (self.date_parts or self.literal or self.raw):
            raise PydanticCustomError("csl_date", "a date needs `date-parts` or `literal`")
        for parts in self.date_parts:
            if not _possible(parts):
                raise _no_date(str(list(parts)))
        return self


def _no_date(written: str) -> PydanticCustomError:
    return PydanticCustomError(
        "csl_date",
        "`{written}` is not a date: write 2023-07-14, 2023-07 or 2023, or `literal: …`",
        {"written": written},
    )


def _possible(parts: tuple[int, ...]) -> bool:
    if len(parts) == 2:
        return parts[1] in {*range(1, 13), *_SEASONS}
    try:
        dt.date(2000 + parts[0] % 400, *(parts[1:] or (1, 1)))
    except (IndexError, TypeError, ValueError):
        return False
    return True


def _date_fields(text: str) -> dict[str, Any] | None:
    """Return the CSL form of an ISO 8601 or EDTF date, a season or an interval; None for others."""
    start, slash, end = text.partition("/")
    if slash and len(end) < len(start) and re.fullmatch(r"\d\d(-\d\d)?", end):
        end = start[: len(start) - len(end)] + end
    found = [_DATE.match(part) for part in ([start, end] if slash else [start])]
    if not all(found):
        return None
    dates = [[int(group) for group in m.groups()[:3] if group] for m in found if m]
    fields: dict[str, Any] = {"circa": any(m.group(4) for m in found if m)}
    if len(dates) == 1 and len(dates[0]) == 2 and dates[0][1] in _SEASONS:
        fields["season"] = _SEASONS[dates[0].pop()]
    return {**fields, "date-parts": dates}


def _listed(value: Any) -> Any:
    """Return a single name as a list of one."""
    return [value] if isinstance(value, str | dict) else value


_OneOrMore = tuple[CslName, ...] | CslName
_Names = Annotated[tuple[CslName, ...], BeforeValidator(_listed, json_schema_input_type=_OneOrMore)]
_UNREAD = "Accepted for the sake of exports, not read."


def _others(explicit: frozenset[str]) -> dict[str, Any]:
    """Return the fields of all CSL variables that `Source` does not spell out."""
    families: tuple[tuple[frozenset[str], Any, str], ...] = (
        (STANDARD_VARIABLES, _Text, "text"),
        (NUMBER_VARIABLES, _Text, "number, or text such as `12a`"),
        (NAME_VARIABLES, _Names, "names"),
        (DATE_VARIABLES, CslDate, "date"),
    )
    fields: dict[str, Any] = {
        "categories": (tuple[str, ...], Field((), description=_UNREAD)),
        "custom": (Any, Field(None, description=_UNREAD)),
    }
    for variables, kind, what in families:
        for name in sorted(variables - explicit):
            field = Field(None, alias=name, description=f"CSL variable `{name}`: {what}.")
            fields[name.replace("-", "_")] = (kind | None, field)
    return fields


_SPELT_OUT = _words(
    "accessed author container-title DOI genre issued language number publisher title title-short"
) | {"URL"}

if TYPE_CHECKING:
    _Variables = Item
else:
    _Variables = create_model("_Variables", __base__=Item, **_others(_SPELT_OUT))


class Source(_Variables):
    """What is cited: a CSL-JSON item as reference software exports it, with briefgen's own fields.

    Why: with each CSL variable a field, any export is usable and a misspelt key still a fault.
    """

    model_config = ConfigDict(populate_by_name=False)

    title: _Text
    """Title. `<i>`, `<b>`, `<sup>`, `<sub>` in it are markup, as in CSL-JSON."""
    type: CslType = "document"
    """CSL item type: `article-newspaper`, `report`, `webpage`, `speech`, `treaty`, …"""
    kind: SourceKind = "secondary"
    """How near it is to what happened.

    `primary`: the record itself, such as a communiqué, a law, a transcript. `secondary`: reporting
    or research about it. `opinion`: an editorial or comment. `background`: public record that the
    compiler knows, not one of the dossier's own sources.
    """
    short: str | None = None
    """Short title for repeated notes; `title-short` says the same in CSL."""
    archive: str | None = None
    """Path of the archived copy, in the dossier's folder."""
    archive_name: _Text | None = None
    """Archive or collection that holds the original: CSL's variable `archive`."""
    sha256: Annotated[str, Field(pattern=DIGEST)] | None = None
    """Digest of the archived copy, in hexadecimal."""
    captured: dt.date | None = None
    """Day on which the archived copy was made."""

    author: _Names = ()
    """Authors: `{family: …, given: …}`, or a body's name as plain text."""
    issued: CslDate | None = None
    """Date of publication."""
    accessed: CslDate | None = None
    """Day on which the URL was read."""
    container_title: _Text | None = Field(None, alias="container-title")
    """Newspaper, journal, website or book in which it stands."""
    title_short: _Text | None = Field(None, alias="title-short")
    """Short title for repeated notes."""
    publisher: _Text | None = None
    """Publisher or issuing body."""
    genre: _Text | None = None
    """What it calls itself: `editorial`, `press release`, `Policy Brief`."""
    number: _Text | None = None
    """Number of the report, law or document."""
    language: _Text | None = None
    """Language it is written in, BCP 47."""
    url: _Text | None = Field(None, alias="URL")
    """Web address."""
    doi: _Text | None = Field(None, alias="DOI")
    """Digital object identifier, without `https://doi.org/`."""
    id: _Text | None = None
    """Identifier in the export; the key in `sources` is what prose cites."""


KNOWN_KEYS = frozenset(field.alias or name for name, field in Source.model_fields.items())
"""Every key that a source may have."""
OWN_KEYS = frozenset(Item.model_fields) | _words("kind short archive archive_name sha256 captured")
"""Keys that are briefgen's, not CSL's."""
