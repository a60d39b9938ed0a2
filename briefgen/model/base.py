"""What all content types share: frozen models, text in languages, references by id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    Strict,
    Tag,
)
from pydantic_core import PydanticCustomError, core_schema

from briefgen.language_tag import primary
from briefgen.model.shapes import ID_PATTERN, LANGUAGE_PATTERN
from briefgen.model.text import Text

__all__ = [
    "FLAG_WORDS",
    "FORMS",
    "HOW_FLAGS_ARE_WRITTEN",
    "NO_FLAG",
    "Allowances",
    "Depth",
    "Flag",
    "Id",
    "Item",
    "LanguageTag",
    "Level",
    "Line",
    "LocalText",
    "Marked",
    "MarkingAxes",
    "Model",
    "NativeName",
    "Path",
    "Priority",
    "Prose",
    "Ref",
]

Id = Annotated[str, Field(pattern=ID_PATTERN)]
LanguageTag = Annotated[
    str, Field(pattern=LANGUAGE_PATTERN, description="BCP 47, such as `en` or `ja`.")
]

Flag = Annotated[bool, Strict()]
"""`true` or `false`, and no other word: in YAML 1.2 `yes` and `no` are text."""
FLAG_WORDS = {
    **dict.fromkeys(("yes", "y", "on", "true", "1"), "true"),
    **dict.fromkeys(("no", "n", "off", "false", "0"), "false"),
}
"""What may be meant by words that are no flags, in small letters."""
HOW_FLAGS_ARE_WRITTEN = "in small letters and without quotation marks"


def _no_flag(value: Any) -> Any:
    # Python counts `true` as 1
    if isinstance(value, bool):
        raise PydanticCustomError("flag_for_number", "a number is expected here, this is a flag")
    return value


NO_FLAG = BeforeValidator(_no_flag)
"""Marks a number as one, behind its bounds."""

Path = tuple[str | int, ...]
"""Field names and list positions from the item down."""


class Model(BaseModel):
    """A frozen content type in which unknown fields are faults.

    What reads it is made when something is first read: no process needs all of them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a string field as the id of an item of `family`."""

    family: str


Allowances = dict[str, Annotated[str, Field(min_length=1)]]
"""Code or name of a rule → why its findings are right to be here."""


PublicWords = dict[Annotated[str, Field(min_length=1)], Annotated[str, Field(min_length=1)]]
"""Words → why everybody may read them."""


class Depth(StrEnum):
    """For how deep a reading an item is: each audience reads down to its own depth."""

    ESSENTIAL = "essential"
    STANDARD = "standard"
    FULL = "full"

    @property
    def rank(self) -> int:
        """0 for what everybody reads, 2 for the deepest."""
        return list(Depth).index(self)


class Priority(StrEnum):
    """What gives way when space runs out: `low` goes first, `required` never."""

    REQUIRED = "required"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for what is never dropped, 3 for what goes first."""
        return list(Priority).index(self)


@dataclass(frozen=True, slots=True)
class LocalText:
    """Markdown in one or several languages.

    In YAML a plain string is text in the dossier's language, a mapping gives one text a language.
    """

    versions: tuple[tuple[str, str], ...]
    """(language, Markdown); the language is empty for text in the dossier's own language."""
    block: bool = False
    """Whether paragraphs, lists, headings and tables may stand in it."""
    is_native: bool = False
    """Whether it is in a foreign language on purpose, as a name in its own script is."""

    def choose(self, language: str, default: str) -> Text:
        """Return the text in `language`, else in `default` (the dossier's), else the first.

        The result's own `language` tells which it is.
        """
        known = {tag or default: source for tag, source in self.versions}
        for tag in (language, primary(language), default):
            if tag in known:
                return Text(known[tag], tag, self.block)
        tag, source = next(iter(known.items()))
        return Text(source, tag, self.block)

    def texts(self, default: str) -> Iterator[Text]:
        """Yield every language version."""
        for tag, source in self.versions:
            yield Text(source, tag or default, self.block)


@dataclass(frozen=True, slots=True)
class _LocalTextSchema:
    """Reads a LocalText from a string or a mapping of languages, for pydantic."""

    block: bool = False
    is_native: bool = False

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            self._read, serialization=core_schema.plain_serializer_function_ser_schema(_written)
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "object",
                    "propertyNames": {"pattern": LANGUAGE_PATTERN},
                    "additionalProperties": {"type": "string", "minLength": 1},
                    "minProperties": 1,
                },
            ]
        }

    def _read(self, value: Any) -> LocalText:
        if isinstance(value, LocalText):
            return value
        versions = list(value.items()) if isinstance(value, Mapping) else [("", value)]
        if not versions:
            raise PydanticCustomError("text_missing", "give text, or a text for each language")
        return LocalText(
            tuple(_version(tag, text) for tag, text in versions), self.block, self.is_native
        )


def _version(tag: str, text: Any) -> tuple[str, str]:
    import re

    if tag and not re.fullmatch(LANGUAGE_PATTERN, tag):
        raise PydanticCustomError(
            "text_language",
            "`{tag}` is not a language tag: give text, or a mapping such as `en: …`, `ja: …`",
            {"tag": tag},
        )
    if not isinstance(text, str):
        kind = {bool: "true or false", type(None): "nothing", dict: "a mapping"}.get(
            type(text), "a list"
        )
        raise PydanticCustomError(
            "text_type", "text is expected here, this is {kind}", {"kind": kind}
        )
    if not text.strip():
        raise PydanticCustomError("text_missing", "this text is empty")
    return tag, text.strip("\n")


def _written(value: LocalText) -> Any:
    if len(value.versions) == 1 and not value.versions[0][0]:
        return value.versions[0][1]
    return dict(value.versions)


Line = Annotated[LocalText, _LocalTextSchema()]
"""One paragraph of Markdown: emphasis, links and citations, no lists or headings."""
Prose = Annotated[LocalText, _LocalTextSchema(block=True)]
"""Markdown with paragraphs, lists, headings and tables."""


NativeName = Annotated[LocalText, _LocalTextSchema(is_native=True)]
"""A name in its own script: `ja: 岸田文雄`."""


FORMS = frozenset({"<word>", "<words>", "<axes>", "<moment>", "<settings>"})
"""What the forms are called that a field may have, such as one of a marking."""


def _form(value: Any) -> str:
    """Return which of the forms of a field a value is meant to be in, so that faults are of it."""
    if isinstance(value, str):
        return "<word>"
    return "<axes>" if isinstance(value, (Mapping, BaseModel)) else "<words>"


_Words = Annotated[
    Annotated[str, Tag("<word>")] | Annotated[tuple[str, ...], Tag("<words>")],
    Discriminator(lambda value: "<word>" if isinstance(value, str) else "<words>"),
]
_Embargo = Annotated[
    Annotated[Literal["none"], Tag("<word>")] | Annotated[AwareDatetime, Tag("<moment>")],
    Discriminator(lambda value: "<word>" if value == "none" else "<moment>"),
]


class MarkingAxes(Model):
    """A marking by its axes; what it does not name is as the dossier's `marking` has it."""

    level: _Words | None = None
    """A label such as `TLP:AMBER`, or a list with one of each scheme."""
    caveats: _Words | None = None
    """Names from the project's `caveats`; `[]` for none."""
    releasable_to: _Words | None = None
    """Countries (ISO 3166-1 alpha-3, such as `JPN`) and groups of the project; `all` for
    everybody."""
    embargo: _Embargo | None = None
    """Not to be read before this date, time and zone; `none` for at once."""


Marked = Annotated[
    Annotated[str, Tag("<word>")]
    | Annotated[tuple[str, ...], Tag("<words>")]
    | Annotated[MarkingAxes, Tag("<axes>")],
    Discriminator(_form),
]
"""A label, a list of labels, or axes."""


class Item(Model):
    """What every item of a dossier may carry."""

    marking: Marked | None = None
    """Who may read it, such as `TLP:AMBER`. Without it the item has the dossier's marking."""
    audiences: tuple[str, ...] | None = None
    """For which audiences it is worth reading. Without it: for all."""
    depth: Depth = Depth.STANDARD
    """For how deep a reading it is: `essential` is read by all, `full` by specialists."""
    priority: Priority = Priority.NORMAL
    """What gives way when space runs out: `low` goes first, `required` never."""
    stand_in: Line | None = None
    """Words printed where something refers to this item and the reader may not see it."""
    allow: Allowances = Field(default_factory=dict)
    """Findings of the linter that are meant to be so, by code or name, each with a reason."""
    public_words: PublicWords = Field(default_factory=dict)
    """Words of the item that are no secret by themselves, such as the name of an office, each with
    a reason. Only where they stand on their own they may be in files of readers who may not see
    the item."""


Level = Literal["low", "moderate", "high"]
