"""Begin a project, a dossier or a kind of document: small, complete, and building at once."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from briefgen.diagnostics import did_you_mean
from briefgen.errors import UsageError
from briefgen.located import plain
from briefgen.templates import TemplateText, kinds

__all__ = [
    "DEFAULT_KIND",
    "EXAMPLE",
    "dossier_files",
    "project_files",
    "slug_of",
    "template_files",
    "write_new",
]

EXAMPLE = "river-crossing"
"""The dossier of a new project."""
DEFAULT_KIND = "policy-brief"
"""The kind of document that a new one is a copy of."""

_STARTER = Path(__file__).resolve().parent / "starter"
_RENAMED = {"dot-gitignore": ".gitignore"}
_MAX_NAME = 60

_HEAD = """\
# A kind of document of this project's own. It begins with the parts of {kind} and, by `extends`,
# looks like it. Change, remove and reorder the parts. A file beside this one is used in place of
# that of {kind} or of the shared one:
#   page.html.j2, page.md.j2      the page; to keep the rest and fill one block anew, begin with
#                                 {{% extends "builtin:_shared/page.html.j2" %}}
#   parts/<part>.html.j2, .md.j2  one part, in both; every part needs the two
#   labels/en.yaml                fixed words, only those that differ
#   style.css                     is added to the style sheets of {kind}
"""
_STYLE = """\
/* What only {name} has; it is added to the style sheets of {kind}. Some values to begin with:

:root {{ --accent: #1F5F8B; --rail: 50mm; }}
.kind-{name} {{ font-size: 10.5pt; line-height: 14.6pt; }}
*/
"""


def slug_of(name: str, noun: str) -> str:
    """Return the name if it can be that of a folder, a dossier or a kind of document.

    Raises: UsageError with the nearest name that would do.
    """
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) and len(name) <= _MAX_NAME:
        return name
    plain_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    near = re.sub(r"[^a-z0-9]+", "-", plain_name)[:_MAX_NAME].strip("-")
    raise UsageError(
        f"`{name}` cannot be the name of a {noun}",
        help=f"use lower-case letters, digits and hyphens, such as `{near or f'my-{noun}'}`",
    )


def project_files(name: str) -> dict[str, str]:
    """Return the files of a new project, by path: an example dossier is among them."""
    files = {path: text.replace("PROJECT-NAME", name) for path, text in _starter("project").items()}
    return files | {f"content/{EXAMPLE}/{path}": text for path, text in dossier_files().items()}


def dossier_files() -> dict[str, str]:
    """Return the files of a new dossier, by path."""
    return _starter("dossier")


def template_files(name: str, kind: str, known: Mapping[str, TemplateText]) -> dict[str, str]:
    """Return the files of a new kind of document, by path: one that extends `kind`.

    `known` are the templates that there are, as `templates.read_files` gives them.
    Raises: UsageError for a name that is taken, or a kind that there is not or that has a fault.
    """
    names = kinds(known)
    if name in names:
        raise UsageError(
            f"there is a kind of document `{name}` already",
            help=f"choose another name; to change that kind, put files into templates/{name}/: "
            "they win over the built-in ones, file by file",
        )
    if kind not in names:
        near = did_you_mean(kind, names)
        raise UsageError(
            f"there is no kind of document `{kind}`", help=near or f"there is: {', '.join(names)}"
        )
    return {
        "template.yaml": _description(name, kind, known[f"{kind}/template.yaml"]),
        "style.css": _STYLE.format(name=name, kind=kind),
    }


def write_new(folder: Path, files: Mapping[str, str]) -> None:
    """Make a folder with files in it: all of them, or nothing at all.

    Raises: UsageError when the folder holds something already, or cannot be written.
    """
    _refuse_existing(folder)
    # On the disk of the new folder, so that the move to it is one step.
    nearest = next(parent for parent in folder.parents if parent.is_dir())
    try:
        with tempfile.TemporaryDirectory(prefix=".new-", dir=nearest) as beside:
            # A folder inside the temporary one has the permissions of any new folder.
            made = Path(beside, "new")
            for path, text in files.items():
                target = made / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8", newline="\n")
            folder.parent.mkdir(parents=True, exist_ok=True)
            if folder.is_dir():
                folder.rmdir()
            made.rename(folder)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(
            f"`{folder.name}` cannot be made in {folder.parent}: {reason}",
            help="choose a folder that may be written to",
        ) from error


def _refuse_existing(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise UsageError(
            f"`{folder.name}` is there already, and it is no folder", help="choose another name"
        )
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(
            f"the folder `{folder.name}` is there already and is not empty",
            help="choose another name, or remove the folder; nothing is ever written over",
        )


def _starter(part: str) -> dict[str, str]:
    top = _STARTER / part
    return {
        _RENAMED.get(path.name, path.relative_to(top).as_posix()): path.read_text(encoding="utf-8")
        for path in sorted(top.rglob("*"))
        if path.is_file()
    }


def _description(name: str, kind: str, found: TemplateText) -> str:
    """Return a `template.yaml` with the parts of another under a label of its own."""
    import yaml as writer

    from briefgen.load import yaml

    node, faults = yaml.parse(found.text, found.path)
    fields = plain(node) if node is not None else None
    if faults or not isinstance(fields, dict) or not isinstance(fields.get("parts"), list):
        raise UsageError(
            f"{found.path} has faults, so that it cannot be copied",
            help="`briefgen check` shows them",
        )

    def flow(value: object) -> str:
        text: str = writer.safe_dump(
            value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=1000
        )
        return text.removesuffix("\n").removesuffix("\n...")

    label = name.replace("-", " ").capitalize()
    own = {"format": 1, "label": label, "extends": kind, "description": f"begun from {kind}"}
    others = {key: fields[key] for key in fields if key not in own and key != "parts"}
    lines = [f"{key}: {flow(value)}" for key, value in (own | others).items()]
    parts = [f"  - {flow(part)}" for part in fields["parts"]]
    return "\n".join([_HEAD.format(kind=kind).rstrip("\n"), *lines, "parts:", *parts]) + "\n"
