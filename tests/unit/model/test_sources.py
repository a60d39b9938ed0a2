from __future__ import annotations

import datetime as dt
from typing import Any

import jsonschema
import pytest
from citeproc import SCHEMA_PATH
from lxml import etree
from pydantic import ValidationError

from briefgen.model.meanings import meaning
from briefgen.model.sources import (
    DATE_VARIABLES,
    KNOWN_KEYS,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    OWN_KEYS,
    STANDARD_VARIABLES,
    Source,
)

EXPORT: dict[str, Any] = {
    "id": "sankei2023",
    "citation-key": "sankei2023",
    "type": "article-newspaper",
    "title": "NATO Needs a Tokyo Liaison Office",
    "author": [{"literal": "The Sankei Shimbun"}],
    "container-title": "Japan Forward",
    "publisher-place": "Tokyo",
    "event-title": "Vilnius Summit",
    "abstract": "An editorial.",
    "archive_location": "shelf 3",
    "journalAbbreviation": "JF",
    "shortTitle": "Tokyo Office",
    "volume": 12,
    "issued": {"date-parts": [["2023", 7, "15"]]},
    "accessed": {"date-parts": [[2023, 8, 1]]},
    "URL": "https://example.org/",
    "director": [{"family": "Roe", "given": "R.", "non-dropping-particle": "van"}],
    "custom": {"anything": 1},
}


def source(**fields: Any) -> Source:
    return Source.model_validate({"title": "T"} | fields)


def test_an_export_is_usable_as_it_is() -> None:
    read = Source.model_validate(EXPORT)

    assert read.author[0].literal == "The Sankei Shimbun"
    assert read.issued is not None
    assert read.issued.date_parts == ((2023, 7, 15),)
    assert read.container_title == "Japan Forward"
    assert read.model_dump(by_alias=True)["volume"] == "12"


def test_only_a_title_is_required() -> None:
    assert (source().type, source().kind) == ("document", "secondary")
    with pytest.raises(ValidationError, match="title"):
        Source.model_validate({"type": "book"})


@pytest.mark.parametrize("key", ["publisher_place", "auhtor", "Title", "doi", "url", "kinds"])
def test_a_misspelt_key_is_a_fault(key: str) -> None:
    assert key not in KNOWN_KEYS
    with pytest.raises(ValidationError) as caught:
        source(**{key: "x"})
    assert [(e["type"], e["loc"]) for e in caught.value.errors()] == [("extra_forbidden", (key,))]


def test_every_variable_of_the_csl_schema_is_known() -> None:
    grammar = etree.parse(SCHEMA_PATH)
    names = {"r": "http://relaxng.org/ns/structure/1.0"}
    families = {
        "dates": DATE_VARIABLES,
        "names": NAME_VARIABLES,
        "numbers": NUMBER_VARIABLES,
        "strings": STANDARD_VARIABLES,
        "titles": STANDARD_VARIABLES,
    }
    for family, table in families.items():
        values = grammar.xpath(
            f"//r:define[@name='variables.{family}']//r:value/text()", namespaces=names
        )
        assert values
        assert set(values) - table <= {"archive"}
        assert set(values) <= KNOWN_KEYS


@pytest.mark.parametrize("kind", sorted(KNOWN_KEYS - OWN_KEYS))
def test_every_known_key_has_a_field(kind: str) -> None:
    aliases = {field.alias or name for name, field in Source.model_fields.items()}
    assert kind in aliases


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("2023-07-14", ((2023, 7, 14),)),
        ("2023-07", ((2023, 7),)),
        ("2023", ((2023,),)),
        (2023, ((2023,),)),
        (dt.date(2023, 7, 14), ((2023, 7, 14),)),
        (dt.datetime(2023, 7, 14, 9, 30, tzinfo=dt.UTC), ((2023, 7, 14),)),
        ("2023-07-14T09:30:00Z", ((2023, 7, 14),)),
        ("2023-07-11/2023-07-12", ((2023, 7, 11), (2023, 7, 12))),
        ("2023-07-11/12", ((2023, 7, 11), (2023, 7, 12))),
        ("2023-07-30/08-02", ((2023, 7, 30), (2023, 8, 2))),
        ({"raw": "2023-07"}, ((2023, 7),)),
        ({"date-parts": [["2023", "07"]]}, ((2023, 7),)),
    ],
)
def test_dates_are_read(written: object, parts: tuple[tuple[int, ...], ...]) -> None:
    issued = source(issued=written).issued
    assert issued is not None
    assert issued.date_parts == parts
    assert not issued.circa


def test_uncertain_dates_and_seasons_are_read() -> None:
    about, autumn = source(issued="2023-07~").issued, source(issued="2023-23").issued
    assert about is not None
    assert autumn is not None
    assert about.circa
    assert (autumn.date_parts, autumn.season) == (((2023,),), 3)


@pytest.mark.parametrize(
    "written",
    [
        "July 2023",
        "2023-02-30",
        "2023-17",
        "2023-07-14/..",
        "2023/",
        "",
        {},
        {"date-parts": [[2023, 2, 30]]},
        {"date-parts": [[]]},
        {"date-parts": [[2023], [2024], [2025]]},
        {"dateparts": [[2023]]},
    ],
)
def test_what_is_no_date_is_a_fault(written: object) -> None:
    with pytest.raises(ValidationError):
        source(issued=written)


def test_names_may_be_plain_text_or_one_mapping() -> None:
    assert [n.literal for n in source(author="NATO").author] == ["NATO"]
    assert [n.literal for n in source(author=["NATO", "EU"]).author] == ["NATO", "EU"]
    assert [n.family for n in source(author={"family": "Roe"}).author] == ["Roe"]


@pytest.mark.parametrize("name", [{}, {"family": "Roe", "givn": "R."}, 3])
def test_what_is_no_name_is_a_fault(name: object) -> None:
    with pytest.raises(ValidationError):
        source(author=[name])


@pytest.mark.parametrize(
    ("field", "value"),
    [("type", "newspaper"), ("kind", "tertiary"), ("sha256", "abc"), ("title", ""),
     ("captured", "soon"), ("volume", True)],
)  # fmt: skip
def test_a_value_outside_its_range_is_a_fault(field: str, value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        Source.model_validate({"title": "T", field: value})
    assert caught.value.errors()[0]["loc"][0] == field


def test_a_source_does_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        source().title = "other"  # type: ignore[misc]


def test_the_json_schema_accepts_what_the_model_accepts() -> None:
    schema = Source.model_json_schema(by_alias=True)
    check = jsonschema.Draft202012Validator(schema)
    good = EXPORT | {"issued": "2023-07-15", "author": ["NATO", {"family": "Roe"}]}

    assert list(check.iter_errors(good)) == []
    assert list(check.iter_errors(EXPORT | {"author": "NATO", "issued": 2023})) == []
    assert not check.is_valid(EXPORT | {"auhtor": "x"})
    assert not check.is_valid(EXPORT | {"type": "newspaper"})
    assert set(schema["properties"]) == set(KNOWN_KEYS)


def test_a_field_of_ours_is_described_by_its_docstring() -> None:
    assert "public record" in (meaning(Source, "kind") or "")


def test_the_archive_of_csl_has_a_name_of_its_own() -> None:
    read = source(archive="sources/x.pdf", archive_name="State Archives")
    assert (read.archive, read.archive_name) == ("sources/x.pdf", "State Archives")
    assert {"archive", "archive_name"} <= OWN_KEYS
