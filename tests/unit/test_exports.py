"""What one module takes from another, the other offers in its `__all__`."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import briefgen

_TOP = Path(briefgen.__file__).parent


def _name(path: Path) -> str:
    parts = path.relative_to(_TOP.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


TREES = {_name(path): ast.parse(path.read_text("utf-8")) for path in sorted(_TOP.rglob("*.py"))}


def offered(tree: ast.Module) -> tuple[str, ...] | None:
    """Return what `__all__` lists, None without one."""
    for statement in tree.body:
        match statement:
            case (
                ast.Assign(targets=[ast.Name(id="__all__")], value=ast.List() as names)
                | ast.AnnAssign(target=ast.Name(id="__all__"), value=ast.List() as names)
            ):
                return tuple(ast.literal_eval(names))
    return None


def undeclared(trees: Mapping[str, ast.Module]) -> Iterator[tuple[str, str, str]]:
    """Yield (importing module, module, name) of each name that is taken and not offered."""
    for importer, tree in trees.items():
        # `from package import module`, then `module.name`
        modules: dict[str, str] = {}
        for node in ast.walk(tree):
            if not isinstance(node, ast.ImportFrom) or node.module is None:
                continue
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                if inner in trees:
                    modules[alias.asname or alias.name] = inner
                elif node.module in trees and alias.name not in (offered(trees[node.module]) or ()):
                    yield importer, node.module, alias.name
        for node in ast.walk(tree):
            match node:
                case ast.Attribute(value=ast.Name(id=used), attr=name) if used in modules:
                    if name not in (offered(trees[modules[used]]) or ()):
                        yield importer, modules[used], name


def test_each_name_that_is_taken_is_offered() -> None:
    assert list(undeclared(TREES)) == []


def test_no_import_is_relative() -> None:
    relative = [
        name
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


@pytest.mark.parametrize("module", TREES)
def test_each_name_that_is_offered_is_there_once(module: str) -> None:
    names = offered(TREES[module])
    if names is None:
        # only a package whose modules are imported by their own names
        assert not [node for node in TREES[module].body if not isinstance(node, ast.Expr)]
        return
    assert len(set(names)) == len(names)
    there = {node.id for node in ast.walk(TREES[module]) if isinstance(node, ast.Name)}
    for node in TREES[module].body:
        match node:
            case (
                ast.FunctionDef(name=name)
                | ast.AsyncFunctionDef(name=name)
                | ast.ClassDef(name=name)
            ):
                there.add(name)
            case ast.ImportFrom() | ast.Import():
                there.update(alias.asname or alias.name for alias in node.names)
    assert set(names) <= there


@pytest.mark.parametrize(
    ("user", "fault"),
    [
        ("from p.m import a", None),
        ("from p.m import b", ("p.user", "p.m", "b")),
        ("from p import m\nm.a()", None),
        ("from p import m as other\nother.b()", ("p.user", "p.m", "b")),
        ("def f():\n    from p.m import b", ("p.user", "p.m", "b")),
        ("from p.bare import a", ("p.user", "p.bare", "a")),
    ],
)
def test_a_name_that_is_not_offered_is_found(user: str, fault: tuple[str, str, str] | None) -> None:
    sources = {"p.m": '__all__ = ["a"]\na = b = 1\n', "p.bare": "a = 1\n", "p.user": user}
    trees = {name: ast.parse(source) for name, source in sources.items()}
    assert list(undeclared(trees)) == ([] if fault is None else [fault])
