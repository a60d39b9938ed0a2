"""Templates that want more than they are given: to get out, or to print all that they can reach."""

from __future__ import annotations

from briefgen.model.dossier import FAMILIES

__all__ = ["DUMP", "ESCAPES", "MARK"]

MARK = "ESCAPED-INTO-THE-PAGE"
"""What a file outside the project holds, and a variable of the environment: no page may have it."""

_GLOBALS = (
    "cycler.__init__.__globals__",
    "joiner.__init__.__globals__",
    "namespace.__init__.__globals__",
    "lipsum.__globals__",
    "qr.__globals__",
    "range.__globals__",
    "dict.__init__.__globals__",
    "self.__init__.__globals__",
    "self._TemplateReference__context.environment.__init__.__globals__",
    "doc.__init__.__globals__",
    "doc.__getattr__.__globals__",
    "doc.title.choose.__globals__",
    "labels.__reduce__.__globals__",
    "parts.__class__.__base__.__init__.__globals__",
    "(parts | map('upper')).gi_frame.f_globals",
    "x.__init__.__globals__",
    "(x | attr('__init__')).__globals__",
    "x['__init__']['__globals__']",
    "(x | attr('__in' ~ 'it__') | attr('__glob' ~ 'als__'))",
    "(x | attr('\\x5f\\x5finit\\x5f\\x5f') | attr('\\x5f\\x5fglobals\\x5f\\x5f'))",
    "([cycler] | map(attribute='__init__') | first).__globals__",
    "([cycler] | map('attr', '__init__') | first | attr('__globals__'))",
    "([lipsum] | map(attribute='__globals__') | first)",
    "([cycler] | groupby('__init__') | first).grouper.__globals__",
    "([cycler] | selectattr('__init__') | first).__init__.__globals__",
    "([cycler] | sort(attribute='__init__') | first).__init__.__globals__",
    "([cycler] | sum(attribute='__init__.__globals__', start={}))",
    "loop.__init__.__globals__",
    "loop._iterable.__class__",
    "m.__init__.__globals__",
    "m._invoke.__globals__",
    "m.caller.__globals__",
    "super.__init__.__globals__",
    "({} | items).gi_frame.f_globals",
    "([] | select).gi_frame.f_back.f_globals",
)
"""Ways to the globals of some module of Jinja or briefgen."""

_USES = (
    "{{ G['__builtins__']['open']('FILE').read() }}",
    "{{ G.__builtins__.open('FILE').read() }}",
    "{{ G['__builtins__']['__import__']('os').popen('cat FILE').read() }}",
    "{{ (G | attr('get'))('__builtins__')['open']('FILE').read() }}",
)

_CLASSES = (
    "''.__class__.__mro__[1].__subclasses__()",
    "[].__class__.__base__.__subclasses__()",
    "{}.__class__.__bases__[0].__subclasses__()",
    "().__class__.mro()[1].__subclasses__()",
    "(1).__class__.__base__.__subclasses__()",
    "doc.__class__.__base__.__subclasses__()",
    "doc.as_of.__class__.__base__.__base__.__subclasses__()",
    "labels.__class__.__mro__[-1].__subclasses__()",
    "doc.title.__class__.__base__.__subclasses__()",
    "dict.mro()[1].__subclasses__()",
    "dict.__base__.__subclasses__()",
    "(''|attr('__class__')|attr('__mro__')|last|attr('__subclasses__'))()",
    "([''] | map(attribute='__class__') | first).__base__.__subclasses__()",
    "''['__class__']['__base__']['__subclasses__']()",
    "(doc.as_of.now | attr('__self__')).__base__.__base__.__subclasses__()",
    "(''.upper | attr('__self__') | attr('__class__')).__base__.__subclasses__()",
)
"""Ways to a list of all classes."""

_WITH_CLASSES = (
    "{% for c in G if c.__name__ == 'catch_warnings' %}"
    "{{ c.__init__.__globals__['__builtins__']['open']('FILE').read() }}{% endfor %}"
)

_OTHERS = (
    # format strings, which read attributes by themselves
    "{{ '{0.__class__.__init__.__globals__}'.format(x) }}",
    "{{ '{0.__init__.__globals__[__builtins__]}'.format(cycler) }}",
    "{{ '{x.__class__.__base__}'.format_map({'x': x}) }}",
    "{{ ''.format.__self__.__class__.__base__ }}",
    "{{ ('{0.__class__}' | safe).format(x) }}",
    "{{ ['{0.__class__.__mro__}'] | map('format', x) | first }}",
    "{{ ('{0.__class__.__mro__}' | attr('format'))(x) }}",
    "{{ ['{0.__class__.__mro__}'.format][0](x) }}",
    "{% set f = '{0.__class__.__mro__}'.format %}{{ f(x) }}",
    "{% call(y) x.__class__() %}{% endcall %}{{ x.__class__ }}",
    # what the program keeps beside the values
    "{{ doc._fields }}",
    "{{ doc._origin }}",
    "{{ doc['_fields'] }}",
    "{{ (doc | attr('_origin')).marking }}",
    "{{ parts | map(attribute='_origin') | list }}",
    "{{ parts | map(attribute='_fields') | list }}",
    "{{ doc.__slots__ }}",
    "{{ doc.__reduce__() }}",
    "{{ doc.__dict__ }}",
    "{{ doc.title.__dataclass_fields__ }}",
    "{{ doc.__iter__() }}",
    "{{ self._TemplateReference__context }}",
    "{{ self.__dict__ }}",
    "{{ x._environment }}",
    # files that are no template's
    "{% include 'FILE' %}",
    "{% include '../../../../../../../../..FILE' %}",
    "{% include ['FILE', 'briefgen.yaml', '../briefgen.yaml', 'content/d/a-secret.yaml'] %}",
    "{% include 'file://FILE' %}",
    "{% include 'builtin:../../FILE' %}",
    "{% include '%2e%2e/%2e%2e/FILE' %}",
    "{% include 'parts/../../../briefgen.yaml' %}",
    "{% include doc.__class__ %}",
    "{% import 'FILE' as stolen %}{{ stolen }}",
    "{% from '../content/d/items.yaml' import everything %}",
    "{% extends 'FILE' %}",
    "{{ self.environment.loader }}",
    "{% include 'os' %}",
    # the machine
    "{{ environ }}",
    "{{ request }}{{ config }}{{ g }}{{ settings }}",
    "{{ open('FILE').read() }}",
    "{{ __import__('os').environ }}",
    "{% debug %}",
    "{% trans %}{{ doc }}{% endtrans %}",
    "{{ doc.as_of.now() }}",
    "{{ doc.as_of.today() }}",
    "{{ doc.as_of.fromtimestamp(0) }}",
    "{{ doc.as_of.astimezone() }}",
    "{{ doc.as_of.replace(tzinfo=none).timestamp() }}",
    "{{ (doc.as_of | attr('now'))() }}",
    "{{ [doc.as_of] | map(attribute='now') | first }}",
    "{{ lipsum() }}",
    "{{ [1, 2, 3] | random }}",
    "{{ range(9) | map('random') | list }}",
    # where things lie in memory
    "{{ qr }}",
    "{{ range }}",
    "{{ cycler('a') }}",
    "{{ joiner() }}",
    "{{ ''.upper }}",
    "{{ [''.upper] | string }}",
    "{{ ''.upper ~ '' }}",
    "{{ '%s' | format(''.upper) }}",
    "{{ {1: doc.as_of.isoformat} | pprint }}",
    "{{ namespace(a=''.upper) }}",
    "{{ self.body }}",
    # values that would change
    "{% set doc.title = 'x' %}{{ doc.title }}",
    "{% do doc.__setattr__('title', 'x') %}",
    "{% do labels.update({'as_of': 'x'}) %}",
    "{% do {}.update({}) %}",
    "{% do [].append(1) %}",
    # errors that would tell
    "{{ nothing.__class__ }}",
    "{{ doc.nothing }}",
    "{{ doc[x] }}",
    "{{ x[doc] }}",
    "{{ doc | tojson }}",
    "{{ 1 / 0 }}",
    "{{ x | cite }}",
    "{{ doc.title | cite_source }}",
    "{{ [doc] | cite }}",
    "{{ notes.__class__ }}",
)

_SET = "{% macro m() %}{% endmacro %}{% set x = namespace(a=1) %}"


def _listed() -> tuple[str, ...]:
    through = [use.replace("G", way) for way in _GLOBALS for use in _USES]
    classes = [_WITH_CLASSES.replace("G", way) for way in _CLASSES]
    return tuple(_SET + text for text in (*through, *classes, *_OTHERS))


ESCAPES = _listed()
"""Templates that try to get out; `FILE` stands for the path of a file outside the project. Each
must be refused, or print nothing but values that it was given."""

_SHOW = """\
{% macro show(value, depth) -%}
{%- if value is iterable and value is not string -%}
{%- for inner in value if depth < 7 -%}
{%- set is_pair = inner is sequence and inner is not string and inner | length == 2 -%}
{%- if not (is_pair and inner[1] is none) -%}
{{ show(inner, depth + 1) }}{{ " " }}
{%- endif -%}
{%- endfor -%}
{%- else -%}{{ value ~ "" }}{%- endif -%}
{%- endmacro %}
"""
_DUMPED = """\
{{ part.items | length }} {{ part.not_shown }}
{{ show(part.items, 0) }} {{ part.items | map(attribute="id") | join(",") }}
"""
_RULES = "\n".join(
    f"  - {{part: dump, id: all-{family.replace('_', '-')}, of: {family}}}" for family in FAMILIES
)

DUMP = {
    "templates/dump/template.yaml": (
        f"format: 1\nlabel: Dump\nparts:\n{_RULES}\n  - {{part: notes}}\n  - {{part: about}}\n"
    ),
    "templates/dump/parts/dump.html.j2": _SHOW
    + '<section class="part" id="part-{{ part.id }}">\n'
    + '<h2 id="{{ part.id }}-{{ part.items | length }}">'
    + "{{ part.id }} {{ part.items | length }}</h2>\n<p>"
    + _DUMPED
    + "</p>\n"
    + "{% for item in part.items %}"
    + '<h3 id="item-{{ item.id }}-{{ loop.index }}">{{ item.id }} {{ loop.length }}</h3>\n'
    + '{% if "evidence" in dict(item) %}<p>{{ item.evidence | cite }}</p>{% endif %}'
    + "{% endfor %}\n</section>\n",
    "templates/dump/parts/dump.md.j2": _SHOW
    + "## {{ part.id }} {{ part.items | length }}\n\n"
    + _DUMPED
    + '{% for item in part.items %}\n{% if "evidence" in dict(item) %}{{ item.evidence | cite }}'
    + "{% endif %}{% endfor %}\n",
    "templates/dump/page.html.j2": (
        '{% extends "builtin:_shared/page.html.j2" %}\n{% block head %}\n'
        + _SHOW
        + "<header><h1>{{ doc.title | plain }}</h1>\n"
        "<p>{{ show(doc, 0) }} {{ show(notes, 0) }} {{ show(labels, 3) }} {{ parts | length }} "
        "{{ parts | sum(attribute='not_shown') }} {{ used_statuses | join(' ') }}</p></header>\n"
        "{% endblock %}\n"
    ),
    "templates/dump/style.css": (
        "section { counter-increment: parts } h3 { counter-increment: items }\n"
        "main::after { content: counter(parts) ' of ' counter(items) ' ' counter(page) }\n"
        "h2 { bookmark-label: content(text) counter(items) }\n"
    ),
}
"""A kind of document, by its files, that prints every attribute of every value that it can reach,
and their numbers, into text, headings, ids, bookmarks and generated content."""
