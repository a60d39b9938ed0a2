"""Codes of faults of the files and folders themselves, found before anything in them is read."""

from __future__ import annotations

from briefgen.codes.code import Code

__all__ = ["CODES"]

CODES = (
    Code(
        "BG019",
        "file-unreadable",
        "error",
        "A file of the project is there and cannot be read.",
        "It is a pipe, a device, a link out of the project or in a circle, larger than 100 MB, "
        "not for your eyes, or was removed meanwhile: what it says would be missing.",
        "Put a file there that may be read, or remove it.",
        example="""\
error[BG019]: `content/harbour-strike/claims.yaml` leads out of the project
 --> content/harbour-strike/claims.yaml:1:1
  = help: keep every file inside the project's folder, without links that leave it
""",
        file="",
    ),
    Code(
        "BG020",
        "linked-folder",
        "warning",
        "A folder in the dossier is a symbolic link, and links to folders are not followed.",
        "Nothing in it is read, so that what it holds is missing from every document.",
        "Put the folder itself there, or link the files one by one.",
        example="""\
warning[BG020]: the link `content/harbour-strike/shared` leads to a folder and is not followed
 --> content/harbour-strike/shared:1:1
  = help: put the folder itself there, or link its files one by one
""",
        file="",
    ),
    Code(
        "BG021",
        "unusable-name",
        "error",
        "A folder or file has a name that cannot be used.",
        "Names of dossiers and kinds of document become names of files, and must be possible on "
        "every system; a name that no one can read hides a file.",
        "Use letters, digits, hyphens, points and underscores, up to 100 of them.",
        example="""\
error[BG021]: `harbour strike` cannot be the name of a dossier
 --> content/harbour strike/dossier.yaml:1:1
  = help: use letters, digits and - _ . and begin with a letter or digit, such as `harbour-strike`
""",
        file="",
    ),
    Code(
        "BG022",
        "folder-outside",
        "error",
        "`briefgen.yaml` names a folder outside of the project.",
        "A project from somebody else could then read or overwrite your other files.",
        "Name a folder inside the project; where you want the output elsewhere, say so with "
        "`briefgen build -o`.",
        example="""\
output: ../../site
""",
        file="briefgen.yaml",
    ),
)
