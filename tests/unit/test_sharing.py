"""What a process may have made before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.job import Asset
from briefgen.order import Order
from briefgen.sample import sample_order
from briefgen.sharing import may_follow, may_share
from briefgen.templates import TemplateText
from briefgen.view import Record, Withheld, origin


@pytest.fixture(scope="module")
def order() -> Order:
    return sample_order()


def families_of(order: Order, *, without: int = 0) -> tuple[tuple[str, tuple[Record, ...]], ...]:
    """Return the families of a View; of the first that has any, so many items less."""
    first = next(name for name, items in order.view.families if items)
    return tuple(
        (name, items[without:] if name == first else items) for name, items in order.view.families
    )


def with_view(order: Order, **fields: object) -> Order:
    return replace(order, view=replace(order.view, **fields))  # type: ignore[arg-type]


def edited(record: Record, **fields: object) -> Record:
    return Record({**dict(record), **fields}, origin(record))


def test_another_version_of_a_document_may_follow(order: Order) -> None:
    heading = edited(order.view.heading, title="Another title")
    assert may_follow(with_view(order, heading=heading), order)
    # readers may see more of it than before
    assert may_follow(order, with_view(order, families=families_of(order, without=1)))


def test_what_readers_may_see_no_more_must_not_be_known(order: Order) -> None:
    assert not may_follow(with_view(order, families=families_of(order, without=1)), order)


def test_what_they_may_see_and_do_not_get_may_be_known(order: Order) -> None:
    poorer = with_view(order, families=families_of(order, without=1))
    first = next((name, items[0]) for name, items in order.view.families if items)
    told = (*order.view.withheld, Withheld(first[0], first[1].id, "depth"))
    assert may_follow(with_view(poorer, withheld=told), order)


def test_a_source_for_which_words_stand_in_must_not_be_known(order: Order) -> None:
    (name, source), *others = order.view.sources
    hidden = ((name, edited(source, is_withheld=True)), *others)
    families = tuple(
        (family, () if family == "sources" else items) for family, items in order.view.families
    )
    earlier = with_view(order, families=families)
    assert may_follow(earlier, earlier)
    assert not may_follow(with_view(earlier, sources=hidden), earlier)


def test_another_document_must_not_follow(order: Order) -> None:
    assert not may_follow(replace(order, name="d/one-pager/staff/en"), order)
    assert not may_follow(order, object())


def test_readers_must_be_told_the_same_of_what_they_do_not_see(order: Order) -> None:
    told = with_view(order, restricted=(("events", 2),))
    assert may_follow(told, told)
    assert not may_follow(order, told)
    assert not may_follow(told, order)


def test_no_picture_may_have_been_read_that_is_not_there_any_more(order: Order) -> None:
    drawn = replace(order, materials=replace(order.materials, files={"figures/f.svg": b"<svg/>"}))
    logo = Asset("logo.svg", b"<svg/>", "image/svg+xml")
    house = replace(order.materials.house, logo=logo)
    signed = replace(order, materials=replace(order.materials, house=house))
    for other in (drawn, signed):
        assert may_follow(other, other)
        assert not may_follow(order, other)
        assert not may_follow(other, order)


@pytest.mark.parametrize("name", ["page.html.j2", "style.css"])
def test_nothing_follows_where_files_of_the_project_write_the_page(order: Order, name: str) -> None:
    key = f"one-pager/{name}"
    own = replace(order.template, files={**order.template.files, key: TemplateText(key, "A", b"")})
    theirs = replace(order, template=own)
    assert may_share(order)
    assert not may_share(theirs)
    assert not may_follow(theirs, order)
    assert not may_follow(order, theirs)
