"""What the fields of models are for is read where it is asked for, and not when they are loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from pydantic import Field

from briefgen.model import dossier, project
from briefgen.model.base import Item, LanguageTag, Model
from briefgen.model.meanings import meaning, meanings

LOADED = """\
import sys
from briefgen.model.dossier import FAMILIES, Dossier
print(*(one.__name__ for one in (Dossier, *FAMILIES.values()) if one.__pydantic_complete__))
"""


class Parent(Model):
    """A parent."""

    plain: str = ""
    """What it is for,
    on two lines."""
    bare: str = ""
    named: str = Field("", description="By its description.")
    """By its docstring."""
    tag: LanguageTag = "en"
    """By its docstring."""
    anew: str = ""
    """The parent's."""
    kept: str = ""
    """The parent's."""


class Child(Parent):
    """A child."""

    anew: str = "other"
    own: str = ""

    """Behind an empty line."""


def below(model: type[Model]) -> Iterator[type[Model]]:
    for one in model.__subclasses__():
        yield one
        yield from below(one)


OURS = sorted(
    {one for one in below(Model) if one.__module__.startswith("briefgen.")},
    key=lambda one: one.__name__,
)


@pytest.mark.parametrize(
    ("model", "name", "said"),
    [
        (Parent, "plain", "What it is for,\non two lines."),
        (Parent, "bare", None),
        (Parent, "named", "By its description."),
        (Parent, "tag", "BCP 47, such as `en` or `ja`."),
        (Child, "plain", "What it is for,\non two lines."),
        (Child, "anew", None),
        (Child, "kept", "The parent's."),
        (Child, "own", "Behind an empty line."),
    ],
)
def test_a_field_means_what_stands_under_it(
    model: type[Model], name: str, said: str | None
) -> None:
    assert meaning(model, name) == said


def test_a_model_without_source_has_no_docstrings() -> None:
    space: dict[str, object] = {"Model": Model, "__name__": "string"}
    exec("class Made(Model):\n    a: str = ''\n    'said'\n", space)
    made = space["Made"]
    assert isinstance(made, type)
    assert issubclass(made, Model)
    assert meanings(made) == {}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_field_of_every_model_is_described(model: type[Model]) -> None:
    for name in model.model_fields:
        assert meaning(model, name), f"{model.__name__}.{name}"


def test_these_are_all_models() -> None:
    assert {Item, *dossier.FAMILIES.values(), project.ProjectFile, project.TemplateFile} < set(OURS)


def test_what_reads_a_model_is_not_made_before_something_is_read() -> None:
    command = [sys.executable, "-c", LOADED]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


def test_no_other_package_takes_part_in_reading() -> None:
    assert os.environ["PYDANTIC_DISABLE_PLUGINS"] == "__all__"
