"""Templates that want out: each is refused, or prints nothing but what it was given."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import jinja2
import pytest
from hostile import ESCAPES, MARK

import briefgen.compose.environment as environment_module
from briefgen.compose import confined
from briefgen.compose.confined import Confined
from briefgen.model.text import Text
from briefgen.view import Record

Make = Callable[..., Any]

EVENTS = """\
events:
  e: {date: "2023-01-02", text: "It happened [@s].", status: occurred}
  secret: {date: "2023-01-03", text: zqhidden, status: occurred, marking: "TLP:RED"}
sources: {s: {title: S}}
"""
HTML = "templates/timeline/parts/event-table.html.j2"
MARKDOWN = "templates/timeline/parts/event-table.md.j2"
TRACES = re.compile(rf"{MARK}|zqhidden|0x[0-9a-f]{{6,}}|__builtins__|(<|&lt;)(class|function) ")


@pytest.fixture(scope="session")
def outside(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the path of a file outside every project."""
    file = tmp_path_factory.mktemp("outside") / "file.txt"
    file.write_text(MARK)
    return str(file)


def printed(make: Make, escape: str) -> str | None:
    """Return what a document is when a template is hostile, None when it is refused."""
    cited = "{% for e in part.items %}{{ e.text }}{% endfor %}"
    files = {HTML: cited + escape, MARKDOWN: cited + escape}
    composition, faults = make(EVENTS, files=files).write("timeline")
    if composition is None:
        assert {fault.code for fault in faults} <= {f"BG50{n}" for n in range(1, 6)}
        return None
    return str(composition.job.html + composition.job.markdown)


def test_no_template_gets_out(bench: Make, outside: str) -> None:
    found = {escape: printed(bench, escape.replace("FILE", outside)) for escape in ESCAPES}
    assert {escape for escape, text in found.items() if text and TRACES.search(text)} == set()
    assert sum(text is None for text in found.values()) > 0.9 * len(ESCAPES)


def test_the_same_templates_get_out_of_plain_jinja(
    bench: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Loose(jinja2.Environment):
        def lend(self, name: str, function: Any) -> None:
            self.globals[name] = function

    monkeypatch.setattr(environment_module, "Confined", Loose)
    compiled = defaultdict(environment_module._Compiled)
    monkeypatch.setattr(environment_module, "_COMPILED", compiled)
    # those that open files leave them open, which fails a test
    found = [printed(bench, escape) for escape in ESCAPES if "FILE" not in escape]
    assert sum(bool(text and TRACES.search(text)) for text in found) > 15


def environment() -> Confined:
    base = {"base": "{% block a %}A{% endblock %}"}
    made = Confined(undefined=jinja2.StrictUndefined, loader=jinja2.DictLoader(base))
    made.lend("double", lambda text: text * 2)
    return made


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ double('x') }}", "xx"),
        ("{{ 'a'.upper() }}", "A"),
        ("{{ '{0}'.format('a') }}", "a"),
        ("{{ range(3) | list }}", "[0, 1, 2]"),
        ("{{ [1, 2] | map('string') | join }}", "12"),
        ("{{ [1, 2] | reverse | join }}", "21"),
        ("{{ 'abc' | reverse }}", "cba"),
        ("{{ [3, 1, 3] | unique | list }}", "[3, 1]"),
        ("{{ [{'a': 1}] | map(attribute='a') | first }}", "1"),
        ("{% extends 'base' %}{% block a %}[{{ super() }}]{% endblock %}", "[A]"),
        ("{% block b %}x{% endblock %}{{ self.b() }}", "xx"),
        ("{% set n = namespace(a=1) %}{% set n.a = 2 %}{{ n.a }}", "2"),
        ("{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(1) }}", "<1>"),
        ("{% for x in 'ab' %}{{ loop.cycle('-', '+') }}{% endfor %}", "-+"),
        ("{{ dict(a=1).items() | list }}", "[('a', 1)]"),
    ],
)
def test_what_templates_do_they_still_can(template: str, text: str) -> None:
    assert environment().from_string(template).render() == text


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ r.title }}", "A"),
        ("{{ r.inner.title }}", "B"),
        ("{{ r.of.source }}", "C"),
        ("{{ r.nothing is none }}", "True"),
        ("{{ r.unknown is defined }}", "False"),
        ("{{ r.title.upper() }}", "A"),
    ],
)
def test_fields_are_read(template: str, text: str) -> None:
    record = Record(
        {"title": "A", "inner": Record({"title": "B"}), "of": Text("C", "en"), "nothing": None}
    )
    assert environment().from_string(template).render(r=record) == text


@pytest.mark.parametrize("name", ["_fields", "_origin", "__class__", "timestamp", "can"])
def test_a_field_gives_no_more_than_any_other_attribute(name: str) -> None:
    record = Record({"timestamp": "A", "can": environment})
    with pytest.raises((jinja2.exceptions.SecurityError, jinja2.UndefinedError)):
        environment().from_string(f"{{{{ r.{name} }}}}").render(r=record)


@pytest.mark.parametrize("shown", ["{{ F }}", "{{ F ~ '' }}", "{{ [F] }}", "{{ [F] | string }}"])
@pytest.mark.parametrize("callable_", ["double", "range", "''.upper", "''.format", "self.a"])
def test_what_can_be_called_is_never_printed(shown: str, callable_: str) -> None:
    text = "{% block a %}{% endblock %}" + shown.replace("F", callable_)
    with pytest.raises(jinja2.exceptions.SecurityError, match="call it"):
        environment().from_string(text).render()


@pytest.mark.parametrize("name", ["lipsum", "cycler", "joiner"])
def test_what_is_of_chance_or_prints_its_place_is_not_there(name: str) -> None:
    with pytest.raises(jinja2.UndefinedError):
        environment().from_string(f"{{{{ {name}() }}}}").render()


def test_what_is_said_of_one_type_is_not_said_of_another() -> None:
    class Harmless:
        clear = 5

    made = environment()
    printing = made.from_string("{{ x.clear }}")
    for _ in range(2):
        assert printing.render(x=Harmless()) == "5"
        with pytest.raises(jinja2.exceptions.SecurityError):
            printing.render(x=[1])


def test_names_that_a_template_makes_up_do_not_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(confined, "_MOST_VERDICTS", 3)
    made = environment()
    asking = made.from_string("{% for n in names %}{{ [] | attr(n) is defined }} {% endfor %}")
    names = ["copy", "clear", "count", "index", "pop", "sort", "copy"]
    assert asking.render(names=names).split() == [
        str(n in ("copy", "count", "index")) for n in names
    ]
    assert len(made._verdicts) == 3
