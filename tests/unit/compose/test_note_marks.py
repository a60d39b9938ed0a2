"""Note numbers that stand side by side are one group, each number once."""

from __future__ import annotations

from briefgen.compose.note_marks import joined_html, joined_markdown, mark_html, marks_html


def group(*numbers: int, use: int = 1) -> str:
    """Return a group of note numbers as pages have it."""
    return marks_html([mark_html(f'href="#note-{n}" id="use-{n}-{use}"', n) for n in numbers])


def test_a_number_that_stands_twice_side_by_side_stands_once() -> None:
    page = f"<td>It sails.{group(1)}{group(1, 2, use=2)}</td>"
    assert joined_html(page) == f"<td>It sails.{group(1)}</td>".replace(
        group(1), group(1)[:-6] + group(1, 2, use=2).partition("</a>")[2]
    )


def test_two_numbers_side_by_side_have_a_comma() -> None:
    assert joined_html(group(3) + group(1)) == group(1, 3)


def test_groups_apart_stay_as_they_are() -> None:
    page = f"One{group(1)} and two{group(1, use=2)}. <sup>2</sup><sup>2</sup>"
    assert joined_html(page) == page


def test_footnote_marks_in_markdown() -> None:
    assert joined_markdown("It sails.[^1][^1][^2]\n") == "It sails.[^1][^2]\n"
    assert joined_markdown("A[^1] b[^1]") == "A[^1] b[^1]"
    assert joined_markdown("`[^1][^1]` and ``a `[^1][^1]``") == "`[^1][^1]` and ``a `[^1][^1]``"
