"""What the fields of a model are for: the docstrings under them.

pydantic can read them itself, but only when a class is made, so that each command would parse the
source of all models before it does anything.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from pydantic import BaseModel

__all__ = ["meaning", "meanings"]


def meaning(model: type[BaseModel], name: str) -> str | None:
    """Return what a field is for, by its description or else its docstring."""
    return model.model_fields[name].description or meanings(model).get(name)


@cache
def meanings(model: type[BaseModel]) -> Mapping[str, str]:
    """Return the docstrings of a model's fields by their names.

    A field that a model inherits has its docstring, one that it writes anew only its own. Only for
    models at the top of their modules.
    """
    found: dict[str, str] = {}
    for parent in reversed(model.__mro__):
        if issubclass(parent, BaseModel) and parent is not BaseModel:
            found |= _written(parent.__module__).get(parent.__qualname__, {})
    return {name: text for name, text in found.items() if text and name in model.model_fields}


@cache
def _written(module: str) -> Mapping[str, Mapping[str, str]]:
    """Return the docstrings of fields by class and name; nothing where there is no source."""
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except OSError:
        return {}
    classes = (node for node in tree.body if isinstance(node, ast.ClassDef))
    return {node.name: dict(_docstrings(node)) for node in classes}


def _docstrings(written: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """Yield each field with its docstring, empty if it has none."""
    for field, below in pairwise((*written.body, ast.Pass())):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            yield field.target.id, inspect.cleandoc(_text(below))


def _text(node: ast.stmt) -> str:
    """Return the text that a statement is, empty if it does anything."""
    value = node.value if isinstance(node, ast.Expr) else None
    found = value.value if isinstance(value, ast.Constant) else None
    return found if isinstance(found, str) else ""
