"""YAML to a located tree: values, places, and every fault, with both of PyYAML's parsers."""

from __future__ import annotations

import textwrap
import time

import pytest
import yaml as pyyaml

from briefgen.diagnostics import Diagnostic, Severity, Span
from briefgen.load import yaml
from briefgen.load.yaml_syntax import explain
from briefgen.located import Mapping, Node, Scalar, SourceText, at, get, key_at, plain


@pytest.fixture(autouse=True, params=["CSafeLoader", "SafeLoader"])
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "_PARSER", getattr(pyyaml, request.param))


def read(text: str) -> Node:
    node, faults = yaml.parse(text, "f.yaml")
    assert faults == ()
    assert node is not None
    return node


def faults_of(text: str) -> list[tuple[str, int, int]]:
    return [
        (one.code, one.span.line, one.span.column)
        for one in yaml.parse(text, "f.yaml")[1]
        if one.span
    ]


def only_fault(text: str) -> Diagnostic:
    node, (fault,) = yaml.parse(text, "f.yaml")
    assert node is None
    return fault


def cut(text: str, span: Span) -> str:
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


# Scalars


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-12", -12),
        ("2023", 2023),
        ("3.10", 3.1),
        ("-0.5", -0.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("1.5E-2", 0.015),
    ],
)
def test_plain_scalars_with_a_type(text: str, value: object) -> None:
    node = get(read(f"a: {text}\n"), "a")  # type: ignore[arg-type]
    assert isinstance(node, Scalar)
    assert node.value == value
    assert type(node.value) is type(value)
    assert node.text == text


@pytest.mark.parametrize(
    "text",
    (
        "no yes on off y No True TRUE False Null NULL 010 -010 00 +5 +81 12:30 1:2:3 2023-07-11"
        " 2023-07-11T10:00:00Z 0x1F 0o17 0b1 1_000 1,000 .inf -.inf .nan inf nan . -- 1e400 -1e999"
        " 1.2.3 1e e5 --1 1-2 -. ½ ١٢ １２ TLP:CLEAR http://a.b/c#d = a#b " + "9" * 301
    ).split(),
)
def test_everything_else_stays_text(text: str) -> None:
    assert plain(read(f"a: {text}\n")) == {"a": text}


@pytest.mark.parametrize("text", ["true", "null", "~", "12", "3.10", ""])
@pytest.mark.parametrize("quote", ['"', "'"])
def test_quoted_scalars_are_text(text: str, quote: str) -> None:
    assert plain(read(f"a: {quote}{text}{quote}\n")) == {"a": text}


def test_block_scalars_are_text() -> None:
    assert plain(read("a: |\n  12\nb: >-\n  true\n")) == {"a": "12\n", "b": "true"}


# Keys


def test_keys_are_the_written_text() -> None:
    text = "2023: a\nno: b\n3.10: c\ntrue: d\n~: e\n'x y': f\n\"\": g\n"
    assert plain(read(text)) == {
        "2023": "a", "no": "b", "3.10": "c", "true": "d", "~": "e", "x y": "f", "": "g",
    }  # fmt: skip


def test_duplicate_keys_name_both_places_and_keep_the_first() -> None:
    node, faults = yaml.parse("a: 1\nb:\n  a: 2\n'a': 3\na: 4\n", "f.yaml")
    assert node is not None
    assert plain(node) == {"a": 1, "b": {"a": 2}}
    assert [(one.code, str(one.span), str(one.related[0].span)) for one in faults] == [
        ("BG002", "f.yaml:4:1", "f.yaml:1:1"),
        ("BG002", "f.yaml:5:1", "f.yaml:1:1"),
    ]


def test_an_integer_key_and_its_quoted_twin_are_the_same() -> None:
    assert faults_of('2023: a\n"2023": b\n') == [("BG002", 2, 1)]


@pytest.mark.parametrize("text", ["? [a]\n: b\n", "{a: b}: c\n", "? - a\n: b\n"])
def test_complex_keys_are_refused(text: str) -> None:
    node, (fault,) = yaml.parse(text + "ok: 1\n", "f.yaml")
    assert fault.code == "BG008"
    assert node is not None
    assert plain(node) == {"ok": 1}


def test_an_alias_as_key_is_refused() -> None:
    assert faults_of("a: &x y\n*x : z\n") == [("BG008", 2, 1)]


def test_an_empty_key_is_refused() -> None:
    assert faults_of("? \n: b\nc: d\n") == [("BG008", 1, 2)]


# Places

PLACES = """\
# comment
日本: "é😀"   # note
block: |
  text é

  more

# comment
list: &anchor
  - x y
    z   # note
  - 'q'
  - a: 1
    b:
folded: >+
  fold

flow: {a: 1, b: [x, "y
  z"]}
alias: *anchor
last: end
"""


@pytest.mark.parametrize(
    ("path", "covered"),
    [
        (("日本",), '"é😀"'),
        (("block",), "|\n  text é\n\n  more"),
        (("list", 0), "x y\n    z"),
        (("list", 1), "'q'"),
        (("list", 2), "a: 1\n    b:"),
        (("list", 2, "b"), ""),
        (("folded",), ">+\n  fold"),
        (("flow",), '{a: 1, b: [x, "y\n  z"]}'),
        (("flow", "b"), '[x, "y\n  z"]'),
        (("flow", "b", 1), '"y\n  z"'),
        (("alias", 1), "'q'"),
        (("last",), "end"),
    ],
)
def test_places_begin_and_end_with_the_value(path: tuple[str | int, ...], covered: str) -> None:
    assert cut(PLACES, at(read(PLACES), path)) == covered


def test_places_count_characters_from_one() -> None:
    node = read(PLACES)
    assert key_at(node, ("日本",)) == Span("f.yaml", 2, 1, 2, 3)
    assert at(node, ("日本",)) == Span("f.yaml", 2, 5, 2, 9)
    assert at(node, ("last",)) == Span("f.yaml", 21, 7, 21, 10)


def test_a_byte_order_mark_moves_nothing() -> None:
    assert at(read("\ufeffé: b\n"), ("é",)) == Span("f.yaml", 1, 4, 1, 5)


def test_whole_mapping_ends_with_its_last_value() -> None:
    assert read("a: 1\nb: 2\n\n# end\n").span == Span("f.yaml", 1, 1, 2, 5)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "~"])
def test_an_empty_file_is_a_null_scalar(text: str) -> None:
    node = read(text)
    assert isinstance(node, Scalar)
    assert node.value is None


# Aliases, merge keys, tags, directives, documents


def test_aliases_repeat_the_value() -> None:
    assert plain(read("a: &x {b: [1]}\nc: *x\nd: [*x, *x]\n"))["d"] == [{"b": [1]}, {"b": [1]}]


def test_a_later_anchor_wins_also_from_within() -> None:
    assert plain(read("- &x 1\n- &x 2\n- *x\n- &x [&x y]\n- *x\n")) == [1, 2, 2, ["y"], "y"]


@pytest.mark.parametrize(
    ("text", "place"),
    [("a: *x\nb: 1\n", (1, 4)), ("a: &x [*x]\nb: 1\n", (1, 8)), ("a: *b\nb: &b 1\n", (1, 4))],
)
def test_aliases_without_a_complete_anchor(text: str, place: tuple[int, int]) -> None:
    node, faults = yaml.parse(text, "f.yaml")
    assert [(one.code, one.span and (one.span.line, one.span.column)) for one in faults] == [
        ("BG009", place)
    ]
    assert isinstance(node, Mapping)
    assert get(node, "b") is not None


def test_merge_keys_are_refused_and_not_expanded() -> None:
    node, (fault,) = yaml.parse("a: &x {b: 1}\nc:\n  <<: *x\n  d: 1\n", "f.yaml")
    assert (fault.code, str(fault.span)) == ("BG006", "f.yaml:3:3")
    assert node is not None
    assert plain(node) == {"a": {"b": 1}, "c": {"d": 1}}
    assert plain(read('"<<": a\n')) == {"<<": "a"}


@pytest.mark.parametrize(
    "tag", ["!x", "!!python/object/apply:os.system", "!!str", "!", "!<tag:a.b,2000:c>"]
)
@pytest.mark.parametrize("value", ["1", "[1]", "{b: 1}", '"1"'])
def test_tags_are_refused_and_do_nothing(tag: str, value: str) -> None:
    text = f"a: &n {tag} {value}\n"
    node, (fault,) = yaml.parse(text, "f.yaml")
    assert fault.code == "BG004"
    assert fault.span is not None
    assert cut(text, fault.span) == tag
    assert node is not None
    assert plain(node)["a"] in ("1", [1], {"b": 1})


@pytest.mark.parametrize("text", ["%YAML 1.2\n---\na: b\n", "\n# c\n%TAG ! x\n---\na: b\n", "%x"])
def test_directives_are_refused(text: str) -> None:
    fault = only_fault(text)
    assert fault.code == "BG018"
    assert fault.span is not None
    assert cut(text, fault.span).startswith("%")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: b\n---\nc: d\n", 2),
        ("a: b\n\n# c\n---\n", 4),
        ("---\na: b\n...\n---\n", 4),
        ("a: b\n...\n%TAG x\n", 3),
        ("---\n---\na: b\n", 2),
    ],
)
def test_a_second_document_is_refused(text: str, line: int) -> None:
    assert faults_of(text) == [("BG007", line, 1)]


@pytest.mark.parametrize("text", ["---\na: b\n", "a: b\n...\n", "a: b\n...\n\n# end\n...\n"])
def test_markers_of_a_single_document_are_fine(text: str) -> None:
    assert plain(read(text)) == {"a": "b"}


# Syntax: text, place, and a word of the help


@pytest.mark.parametrize(
    ("text", "place", "message", "help_word"),
    [
        ("x: 1\ntitle: a: b\n", (2, 9), "a colon followed by a space", "quotes"),
        ("- title: a: b\n", (1, 11), "a colon followed by a space", "quotes"),
        ("a: see http://x: y\n", (1, 16), "a colon followed by a space", "quotes"),
        ("a:\n\tb: c\n", (2, 1), "a tab", "spaces"),
        ("a:\n  b: c\n\td: e\n", (3, 1), "a tab", "spaces"),
        ("a:\n  \tb: c\n", (2, 3), "a tab", "spaces"),
        ('a: 1\nb: "foo\nc: d\n', (2, 4), "never closed", '`"`'),
        ("a: 'tis time\n", (1, 4), "never closed", "`'`"),
        ('a: "foo\n---\nb: c\n', (1, 4), "never closed", '`"`'),
        ('a: "foo\nb: "bar"\n', (2, 5), "closing quotation mark", "opened above"),
        ('a: "x" he said\n', (1, 8), "closing quotation mark", "|"),
        ('"x" y\n', (1, 5), "closing quotation mark", "|"),
        ("a: @x\n", (1, 4), "cannot begin with `@`", "quotes"),
        ("- `x`\n", (1, 3), "cannot begin with a backtick", "quotes"),
        ("a: %5\n", (1, 4), "cannot begin with `%`", "quotes"),
        ("a: ,b\n", (1, 4), "cannot begin with `,`", "quotes"),
        ("a: *word* is\n", (1, 4), "not emphasis", "quotes"),
        ("a: **bold** is\n", (1, 4), "not emphasis", "quotes"),
        ("a: & b\n", (1, 4), "an anchor", "quotes"),
        ("a: !{b}\n", (1, 4), "a tag", "quotes"),
        ("a:b\nc: d\n", (1, 2), "no space after this colon", "`key: value`"),
        ("c: d\na:b\n", (2, 2), "no space after this colon", "`key: value`"),
        ("a: b\nc:d\ne: f\n", (2, 2), "no space after this colon", "`key: value`"),
        ("a: b\nfoo\nc: d\n", (2, 1), "no colon", "`key: value`"),
        ("a: b\n  c: d\n", (2, 3), "indented more", "indentation"),
        ("a: b\n  # note\n  c: d\n", (3, 3), "line up", "indent"),
        ("a:\n    b: c\n  d: e\n", (3, 3), "line up", "indent"),
        ("a: |\n  text\n wrong\nb: c\n", (3, 2), "line up", "indent"),
        ("- a\nb: c\n", (2, 1), "line up", "indent"),
        ("a: b\n- c\n", (2, 1), "a list item", "key"),
        ("a: - b\n", (1, 4), "a list cannot begin", "line of its own"),
        ("a: | text\n", (1, 6), "line of `|`", "next line"),
        ("a: > text\n", (1, 6), "line of `>`", "next line"),
        ("a: [x](y)\n", (1, 7), "closing bracket", "quotes"),
        ("[a](b)\n", (1, 4), "closing bracket", "quotes"),
        ("a: [x, y\nb: c\n", (1, 4), "not closed", "`]`"),
        ("a: {x: 1\nb: c\n", (1, 4), "not closed", "`}`"),
        ("a: [\n", (1, 4), "the file ends before", "close it"),
        (": x\n", (1, 1), "no name", "name: value"),
    ],
)
def test_broken_syntax_is_explained_at_its_place(
    text: str, place: tuple[int, int], message: str, help_word: str
) -> None:
    fault = only_fault(text)
    assert fault.code == "BG001"
    assert fault.span is not None
    assert (fault.span.line, fault.span.column) == place
    assert message in fault.message
    assert help_word in (fault.help or "")


@pytest.mark.parametrize("text", [r'a: "C:\Users"', r'a: "\q"', r'a: "\xZZ"'])
def test_unknown_escapes_are_explained(text: str) -> None:
    fault = only_fault(text)
    assert fault.span is not None
    assert "escape" in fault.message
    assert fault.span.column == text.index("\\") + 1


def test_an_unknown_cause_shows_the_parser_s_words() -> None:
    source = SourceText("a: b c\n", "f.yaml")
    fault = explain(source, 5, None, "surprising thing")
    assert fault.span == Span("f.yaml", 1, 6, 1, 7)
    assert fault.notes == ("the parser says: surprising thing",)
    assert fault.help


def test_faults_before_broken_syntax_are_kept() -> None:
    assert faults_of("a: 1\na: 2\nb: @\n") == [("BG002", 2, 1), ("BG001", 3, 4)]


# Characters


def test_invalid_characters_are_reported_and_what_follows_is_read() -> None:
    node, faults = yaml.parse("a: x\x00y\nb: z\ud800\na: 1\n", "f.yaml")
    assert [(one.code, str(one.span)) for one in faults] == [
        ("BG011", "f.yaml:1:5"),
        ("BG011", "f.yaml:2:5"),
        ("BG002", "f.yaml:3:1"),
    ]
    assert node is not None
    assert plain(node) == {"a": "x\ufffdy", "b": "z\ufffd"}


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_no_separator_smuggles_in_a_field(separator: str) -> None:
    node, faults = yaml.parse(f"title: x{separator}audience: public\n", "f.yaml")
    assert node is None
    assert [one.code for one in faults] == ["BG011", "BG001"]


@pytest.mark.parametrize(
    ("escape", "code"),
    [
        (r"\x00", "BG011"),
        (r"\0", "BG011"),
        (r"\e", "BG011"),
        (r"\L", "BG011"),
        (r"\N", "BG011"),
        (r"\uFFFE", "BG011"),
        (r"\u202e", "BG012"),
        (r"\u200b", "BG013"),
    ],
)
def test_characters_from_escapes_are_found(escape: str, code: str) -> None:
    assert faults_of(f'a: 1\nb: "x{escape}y"\n') == [(code, 2, 4)]
    assert faults_of(f'- "x{escape}y": 1\n') == [(code, 1, 3)]


def test_ordinary_escapes_are_fine() -> None:
    assert plain(read(r'a: "\"\\ \u00e9 \U0001F600 \t\n"')) == {"a": '"\\ é 😀 \t\n'}


@pytest.mark.parametrize("escape", [r"\ud800", r"\U00110000", r"\UFFFFFFFF"])
def test_escapes_outside_unicode_never_crash(escape: str) -> None:
    (fault,) = yaml.parse(f'a: "{escape}"\n', "f.yaml")[1]
    assert fault.code in ("BG001", "BG011")


@pytest.mark.parametrize(
    ("text", "cut_off"),
    [
        ("a: The #1 issue\n", "#1 issue"),
        ("a: #ff0000\n", "#ff0000"),
        ("- #hashtag\n- b\n", "#hashtag"),
        ("a: two\n  lines #x\n", "#x"),
    ],
)
def test_a_comment_that_cuts_text_is_a_warning(text: str, cut_off: str) -> None:
    _, (fault,) = yaml.parse(text, "f.yaml")
    assert (fault.code, fault.severity) == ("BG017", Severity.WARNING)
    assert fault.span is not None
    assert cut(text, fault.span) == cut_off


def test_ordinary_comments_are_no_warning() -> None:
    read('#head\na: b # note\nc: "x #1"  #y\nd: x#1\n#e\ne: |\n  #1\n')


# Limits


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000 + "a",
        "? " * 100_000,
        "\n".join(" " * level + "a:" for level in range(1_440)),
    ],
    ids=["brackets", "braces", "flow-maps", "block-lists", "complex-keys", "block-maps"],
)
def test_deep_nesting_ends_with_a_fault(text: str) -> None:
    started = time.monotonic()
    fault = only_fault(text)
    assert time.monotonic() - started < 5
    assert fault.code == "BG003"
    assert "deep" in fault.message


def test_100_000_nested_block_maps_are_over_the_size_limit() -> None:
    text = "\n".join(" " * level + "a:" for level in range(0, 100_000, 20))
    assert "bytes" in only_fault(text).message


def test_depth_limit_is_exact() -> None:
    depth = yaml.MAX_DEPTH
    assert read("[" * depth + "]" * depth)
    assert only_fault("[" * (depth + 1) + "]" * (depth + 1)).code == "BG003"
    assert read("\n".join("  " * level + "a:" for level in range(depth)))


def test_depth_counts_what_aliases_repeat() -> None:
    chain = "- &a0 []\n" + "".join(f"- &a{n} [*a{n - 1}]\n" for n in range(1, 60))
    fault = only_fault(chain)
    assert fault.code == "BG003"
    assert fault.span is not None
    # The list around all of them is the first level, item n is n + 1 deep below it.
    assert fault.span.line == yaml.MAX_DEPTH


@pytest.mark.parametrize(
    "text",
    [
        "a0: &a0 x\n"
        + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 30)),
        'a: &a "' + "x" * 500_000 + '"\nb: [' + ", ".join(["*a"] * 20_000) + "]\n",
        "a: &a [" + "~, " * 5_000 + "]\nb: [" + ", ".join(["*a"] * 20_000) + "]\n",
    ],
    ids=["laughs", "long-text", "many-items"],
)
def test_alias_bombs_end_at_once(text: str) -> None:
    started = time.monotonic()
    fault = only_fault(text)
    assert time.monotonic() - started < 3
    assert "aliases" in fault.message


def test_size_limit_is_exact_and_in_bytes() -> None:
    filler = "é" * ((yaml.MAX_BYTES - 4) // 2)
    assert len(f"a: {filler}\n".encode()) == yaml.MAX_BYTES
    assert read(f"a: {filler}\n")
    assert only_fault(f"a: {filler}x\n").code == "BG003"


def test_event_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    # Stream, document, list: six events beside the items.
    monkeypatch.setattr("briefgen.load.yaml_compose.MAX_EVENTS", 100)
    assert read("- a\n" * 94)
    fault = only_fault("- a\n" * 101)
    assert (fault.code, str(fault.span)) == ("BG003", "f.yaml:98:3")


def test_many_tag_directives_do_not_reach_the_parser() -> None:
    many = "".join(f"%TAG !a{n}! b\n" for n in range(30_000))
    started = time.monotonic()
    assert only_fault(many + "--- a\n").code == "BG018"
    assert faults_of("a: b\n...\n" + many + "--- a\n") == [("BG007", 3, 1)]
    assert time.monotonic() - started < 3


def test_a_large_ordinary_file_is_read_in_reasonable_time() -> None:
    item = textwrap.dedent("""\
        - date: 2023-07-11
          title: "Something happened 日本"
          text: |
            A long paragraph of words that follow. [@analysis-2023, para. 2]
            And more words in the second line of it, until the end.
          tags: [a, b, c]
        """)
    text = item * (yaml.MAX_BYTES // len(item.encode()))
    started = time.monotonic()
    read(text)
    assert time.monotonic() - started < 20


def test_both_parsers_agree_on_a_whole_file(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = read(PLACES)
    monkeypatch.setattr(yaml, "_PARSER", pyyaml.SafeLoader)
    assert ours == read(PLACES)
