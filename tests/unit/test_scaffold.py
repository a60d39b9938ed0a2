from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefgen.build import check_documents
from briefgen.cli.main import cli
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.errors import UsageError
from briefgen.model.project import Layout
from briefgen.project import Choice
from briefgen.scaffold import (
    EXAMPLE,
    dossier_files,
    project_files,
    slug_of,
    template_files,
    write_new,
)
from briefgen.session import open_session
from briefgen.templates import TemplateText, read_files
from briefgen.world import MemoryWorld, builtin_world


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, standalone_mode=False)


def succeed(*arguments: str) -> Result:
    result = run(*arguments)
    assert result.exception is None, result.output
    assert result.return_value == 0, result.output
    return result


def refusal(*arguments: str) -> UsageError:
    result = run(*arguments)
    assert isinstance(result.exception, UsageError), result.output
    assert result.exception.status == 2
    assert result.exception.help
    return result.exception


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def known_templates() -> dict[str, TemplateText]:
    return read_files(MemoryWorld({}), "templates", builtin_world())


def findings(files: dict[str, str]) -> tuple[list[Diagnostic], int]:
    """Return what a check of a project finds, and of how many documents."""
    session, faults = open_session(MemoryWorld(files), builtin_world())
    assert session is not None, faults
    documents = session.documents(Choice())
    return [*faults, *check_documents(session, documents)], len(documents)


def test_a_new_project_has_no_findings_for_any_audience() -> None:
    found, number = findings(project_files("p"))

    assert found == []
    assert number == 3 * 4  # kinds × audiences


def test_the_check_of_a_new_project_can_fail() -> None:
    files = project_files("p")
    path = f"content/{EXAMPLE}/claims.yaml"
    broken = files | {path: files[path].replace("ministry-study", "no-study")}

    found, _ = findings(broken)

    assert found


def test_a_new_project_builds_without_a_warning(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    succeed("new", "project", "p")
    monkeypatch.chdir(here / "p")

    # The shortest version and the longest: what fits for these two fits for those between.
    result = succeed("build", "--strict", "-a", "public", "-a", "staff")

    assert "6 of 6 documents" in result.stderr
    assert len(list(Path("output").rglob("*.pdf"))) == 6
    assert len(list(Path("output").rglob("*.md"))) == 6


def test_what_is_restricted_in_the_example_is_not_for_the_public() -> None:
    session, _ = open_session(MemoryWorld(project_files("p")), builtin_world())
    assert session is not None
    pages = {}
    for audience in ("public", "partner", "staff"):
        choice = Choice(templates=("policy-brief",), audiences=(audience,))
        (document,) = session.documents(choice)
        composition, _ = session.compose(document, Layout())
        assert composition is not None
        pages[audience] = composition.job.markdown

    assert "Two votes are open" in pages["staff"]
    assert "Two votes are open" not in pages["partner"]
    assert "share in writing before the vote" in pages["partner"]
    assert "share in writing before the vote" not in pages["public"]


def test_a_new_project_is_named_and_ignores_its_output(here: Path) -> None:
    result = succeed("new", "project", "my-briefs")

    assert Path("my-briefs/.gitignore").read_text() == "/output/\n/.cache/\n"
    assert Path("my-briefs/README.md").read_text().startswith("# my-briefs\n")
    assert not list(here.rglob("dot-gitignore"))
    assert [path.name for path in here.iterdir()] == ["my-briefs"]
    assert "cd my-briefs" in result.stderr
    assert result.stdout == ""


def test_the_readme_of_a_new_project_names_commands_that_there_are() -> None:
    readme = project_files("p")["README.md"]
    named = {
        line.split()[1] for line in readme.splitlines() if line.strip().startswith("briefgen ")
    }

    assert named == {"build", "check", "list", "schema"}
    for command in named:
        succeed(command, "--help")


def test_a_new_folder_has_the_permissions_of_any_new_folder(here: Path) -> None:
    (here / "plain").mkdir()
    write_new(here / "made", {"a/b.yaml": "x: 1\n"})

    mode = stat.S_IMODE((here / "plain").stat().st_mode)
    assert stat.S_IMODE((here / "made").stat().st_mode) == mode
    assert (here / "made/a/b.yaml").read_bytes() == b"x: 1\n"


def test_a_new_dossier_stands_where_the_project_keeps_its_content(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "briefgen.yaml").write_text("content: subjects\n")
    (here / "deeper").mkdir()
    monkeypatch.chdir(here / "deeper")

    result = succeed("new", "dossier", "ferry")

    files = contents(here / "subjects/ferry")
    assert {path.replace(os.sep, "/") for path in files} == set(dossier_files())
    assert "briefgen build ferry" in result.stderr
    monkeypatch.chdir(here)
    succeed("check", "--strict", "ferry")


@pytest.mark.parametrize("audience", ["public", "readers"])
def test_a_new_dossier_needs_no_audience_of_a_certain_name(audience: str) -> None:
    settings = f"audiences: {{{audience}: {{clearance: TLP:CLEAR}}}}\n"
    files = {f"content/ferry/{path}": text for path, text in dossier_files().items()}

    found, number = findings(files | {"briefgen.yaml": settings})

    # what is above every audience of the project is no more than noted
    assert {fault.code for fault in found} == {"BG407"}
    assert {fault.severity for fault in found} == {Severity.INFO}
    assert number == 3


def test_nothing_is_written_over(here: Path) -> None:
    succeed("new", "project", "p")
    before = contents(here)

    refused = refusal("new", "project", "p")

    assert "not empty" in refused.message
    assert contents(here) == before


def test_a_dossier_is_not_written_over(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    succeed("new", "project", "p")
    monkeypatch.chdir("p")
    before = contents(here)

    refusal("new", "dossier", EXAMPLE)

    assert contents(here) == before


def test_an_empty_folder_is_filled_and_a_file_is_not_replaced(here: Path) -> None:
    (here / "empty").mkdir()
    (here / "file").write_text("mine")
    (here / "link").symlink_to(here / "nowhere")

    succeed("new", "project", "empty")
    for name in ("file", "link"):
        assert "no folder" in refusal("new", "project", name).message

    assert Path("empty/briefgen.yaml").is_file()
    assert Path("file").read_text() == "mine"
    assert not Path("nowhere").exists()


def test_a_failure_half_way_leaves_nothing(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_text = Path.write_text

    def full_disk(self: Path, *arguments: object, **options: object) -> int:
        if self.name == "README.md":
            raise OSError(28, "No space left on device")
        return write_text(self, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "write_text", full_disk)

    refused = refusal("new", "project", "p")

    assert "No space left" in refused.message
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("My Brief", "`my-brief`"),
        ("Île_2024", "`ile-2024`"),
        ("../up", "`up`"),
        ("-x", "`x`"),
        (".", "`my-dossier`"),
        ("岸田", "`my-dossier`"),
        ("a" * 61, "`" + "a" * 60 + "`"),
        ("a--b", "`a-b`"),
        ("a\n", "`a`"),
    ],
)
def test_a_name_that_is_no_slug_is_refused_with_one_that_is(name: str, near: str) -> None:
    with pytest.raises(UsageError) as refused:
        slug_of(name, "dossier")

    assert refused.value.help is not None
    assert near in refused.value.help


def test_bad_names_are_refused_before_anything_is_made(here: Path) -> None:
    for noun in ("project", "dossier", "template"):
        assert "cannot be the name" in refusal("new", noun, "No Slug").message

    assert list(here.iterdir()) == []


def test_a_dossier_needs_a_project(here: Path) -> None:
    assert "briefgen.yaml" in refusal("new", "dossier", "ferry").message
    assert list(here.iterdir()) == []


def test_a_fault_in_the_project_file_is_shown(here: Path) -> None:
    (here / "briefgen.yaml").write_text("papers: A4\n")

    result = run("new", "dossier", "ferry")

    assert result.return_value == 2
    assert "did you mean `paper`?" in result.stderr
    assert [path.name for path in here.iterdir()] == ["briefgen.yaml"]


@pytest.mark.parametrize("kind", ["policy-brief", "one-pager", "timeline"])
def test_a_new_kind_has_the_parts_of_its_model_under_its_own_label(kind: str) -> None:
    made = template_files("my-note", kind, known_templates())
    rule = "documents: [{templates: [my-note]}]\naudiences: {public: {clearance: TLP:CLEAR}}\n"
    files = {f"templates/my-note/{path}": text for path, text in made.items()}
    files |= {f"content/ferry/{path}": text for path, text in dossier_files().items()}
    session, _ = open_session(MemoryWorld(files | {"briefgen.yaml": rule}), builtin_world())
    assert session is not None
    (document,) = session.documents(Choice())

    template, faults = session.template("my-note")
    model, _ = session.template(kind)
    composition, more = session.compose(document, Layout())

    assert (faults, more) == ((), ())
    assert template is not None
    assert model is not None
    assert composition is not None
    assert template.file.parts == model.file.parts
    assert template.file.pages == model.file.pages
    assert template.file.label.choose("en", "en").source == "My note"
    assert "My note" in composition.job.html
    assert "templates/my-note/style.css" in composition.template_files


def test_a_new_kind_extends_its_model_and_copies_none_of_its_files() -> None:
    own = {
        "plain/template.yaml": "label: Plain\nparts: [{part: own}]\n",
        "plain/style.css": ".kind-plain { color: red; }\n",
        "plain/parts/own.html.j2": "<p>own</p>",
        "plain/parts/own.md.j2": "own",
    }
    known = {key: TemplateText(f"templates/{key}", text) for key, text in own.items()}

    made = template_files("other", "plain", known)

    assert set(made) == {"template.yaml", "style.css"}
    assert "extends: plain\n" in made["template.yaml"]
    assert "{part: own}" in made["template.yaml"]
    # Not its rules a second time: what the model's style sheet says, it says for the new kind too.
    assert "color: red" not in made["style.css"]


def test_a_new_kind_of_document_is_written_into_the_project(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    succeed("new", "project", "p")
    monkeypatch.chdir("p")

    result = succeed("new", "template", "my-note", "--from", "one-pager")

    assert "briefgen build -t my-note" in result.stderr
    assert set(contents(Path("templates/my-note"))) == {"template.yaml", "style.css"}
    assert "max: 1" in Path("templates/my-note/template.yaml").read_text()


def test_a_kind_that_there_is_or_is_not(here: Path) -> None:
    (here / "briefgen.yaml").write_text("")

    assert "already" in refusal("new", "template", "timeline").message
    assert refusal("new", "template", "x", "--from", "onepager").help == (
        "did you mean `one-pager`?"
    )
    assert not (here / "templates").exists()


def test_a_kind_with_faults_is_not_copied() -> None:
    known = {"odd/template.yaml": TemplateText("templates/odd/template.yaml", "label: [")}

    with pytest.raises(UsageError, match="faults"):
        template_files("new", "odd", known)
