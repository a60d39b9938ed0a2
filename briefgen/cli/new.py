"""`briefgen new`: begin a project, a dossier, a kind of document."""

from __future__ import annotations

from pathlib import Path

import click

from briefgen.cli.terminal import Terminal

__all__ = ["new"]


@click.group(
    epilog="Examples:  briefgen new project my-briefs  ·  briefgen new dossier my-subject  ·  "
    "briefgen new template my-note --from one-pager"
)
def new() -> None:
    """Begin a project, a dossier or a kind of document.

    What is made builds at once. Nothing is ever written over.
    """


@new.command(epilog="Example:  briefgen new project my-briefs")
@click.argument("name")
@click.pass_obj
def project(terminal: Terminal, name: str) -> int:
    """Make the folder NAME with a project and an example dossier."""
    from briefgen.scaffold import EXAMPLE, project_files, slug_of, write_new

    slug_of(name, "project")
    write_new(Path.cwd() / name, project_files(name))
    _conclude(
        terminal,
        name,
        f"cd {name}",
        "briefgen build",
        f"change content/{EXAMPLE}/, or begin another: briefgen new dossier my-subject",
    )
    return 0


@new.command(epilog="Example:  briefgen new dossier my-subject")
@click.argument("name")
@click.pass_obj
def dossier(terminal: Terminal, name: str) -> int:
    """Make a dossier NAME in the project around the current folder."""
    from briefgen.project import find_root
    from briefgen.scaffold import dossier_files, slug_of, write_new

    slug_of(name, "dossier")
    root = find_root(Path.cwd())
    content, _ = _folders(terminal, root)
    write_new(root / content / name, dossier_files())
    _conclude(
        terminal,
        f"{content}/{name}",
        f"change the example in {content}/{name}/dossier.yaml and the files beside it",
        f"briefgen check {name}",
        f"briefgen build {name}",
    )
    return 0


@new.command(epilog="Example:  briefgen new template my-note --from one-pager")
@click.argument("name")
@click.option(
    "--from",
    "kind",
    default="policy-brief",
    show_default=True,
    metavar="KIND",
    help="The kind of document to begin with a copy of.",
)
@click.pass_obj
def template(terminal: Terminal, name: str, kind: str) -> int:
    """Make a kind of document NAME in the project around the current folder."""
    from briefgen.project import find_root
    from briefgen.scaffold import slug_of, template_files, write_new
    from briefgen.templates import read_files
    from briefgen.world import DiskWorld, builtin_world

    slug_of(name, "template")
    root = find_root(Path.cwd())
    _, folder = _folders(terminal, root)
    known = read_files(DiskWorld(root), folder, builtin_world())
    write_new(root / folder / name, template_files(name, kind, known))
    _conclude(
        terminal,
        f"{folder}/{name}",
        f"briefgen build -t {name}",
        f"change the parts in {folder}/{name}/template.yaml, the looks in style.css beside it",
        f"name {name} under `documents` in briefgen.yaml, to build it with the others",
    )
    return 0


def _folders(terminal: Terminal, root: Path) -> tuple[str, str]:
    """Return the project's folders of content and of templates.

    Exits with status 2 when `briefgen.yaml` has a fault.
    """
    from briefgen.project import read_project
    from briefgen.world import DiskWorld

    found, faults = read_project(DiskWorld(root))
    terminal.show(faults, root)
    if found is None:
        raise click.exceptions.Exit(2)
    return found.file.content, found.file.templates


def _conclude(terminal: Terminal, made: str, *steps: str) -> None:
    terminal.say(f"made {made}. Next steps:")
    for number, step in enumerate(steps, 1):
        terminal.say(f"  {number}. {step}")
