"""What surrounds a build changes nothing in its documents; each time a control shows that it could.

The control builds with `dependent_build.py`, which lets just that into the documents.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from briefgen.checks import RULES
from briefgen.output_lock import LOCK
from briefgen.render.fonts import font_files, read_font

ROOT = Path(__file__).parents[2]
CONTROL = Path(__file__).with_name("dependent_build.py")
CHOICE = ("--to", "pdf,markdown,html")
PROJECT = f"""\
checks: {{severity: {{{", ".join(f"{code}: off" for code in RULES)}}}}}
audiences:
  press: {{clearance: "TLP:CLEAR", depth: essential}}
  public: {{clearance: "TLP:CLEAR", portion_marks: true, twin: true}}
documents:
  - {{templates: [timeline]}}
  - {{templates: [policy-brief], audiences: [public]}}
"""
HEADING = """\
title: A title – with “marks”
as_of: 2024-01-01T00:00:00Z
marking: TLP:CLEAR
summary: |
  A summary in two
  lines [@s, p. 1].
bottom_line: A bottom line.
"""
ITEMS = """\
events:
  e: {date: 2023-05-01, text: "They met [@s; @t]", status: occurred, depth: essential}
  f: {date: 2023-06~, text: 'They met again, *in private*', status: occurred, sources: [t]}
  late: {date: 2023-07-01, text: Nobody knows yet, status: occurred, marking: {embargo: EMBARGO}}
sources: {s: {title: A source, issued: 2023-05}, t: {title: Une œuvre, publisher: Éditions}}
figures: {m: {file: figures/map.jpg, alt: A map, credit: Us, licence: CC0-1.0}}
terms: {nato: {short: NATO, definition: An alliance.}}
"""
FAR = "2090-01-01T00:00:00Z"
SECTION = """\
---
title: It matters
kind: context
---
A paragraph of NATO
over two lines.

- one
- two
"""
FONT_SETTINGS = """\
<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>FOLDER</dir>
<match target="pattern"><test name="family"><string>Source Sans 3</string></test>
<edit name="family" mode="assign" binding="strong"><string>Source Serif 4</string></edit></match>
<match target="pattern"><edit name="hinting" mode="assign"><bool>true</bool></edit></match>
</fontconfig>
"""
KEPT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")
Files = Mapping[str, str]
"""The digest of each document's file, by its path."""


@dataclass(frozen=True)
class Place:
    """A project on disk and how it is built."""

    folder: Path
    settings: Mapping[str, str]
    arguments: tuple[str, ...] = CHOICE
    umask: int = 0o022
    inside: str = "."
    """The folder in it from which the build is called."""

    def build(self, *program: str) -> Files:
        """Return the files of the documents that a build by a program makes."""
        ran = subprocess.run(
            [sys.executable, *program, "build", *self.arguments],
            cwd=self.folder / self.inside,
            env={**self.settings, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"},
            umask=self.umask,
            capture_output=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr.decode("utf-8", "replace")
        output = self.folder / "output"
        return {
            path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(output.rglob("*.*"))
            if path.is_file() and path.name not in (LOCK, "manifest.json")
        }

    def told(self) -> dict[str, str]:
        """Return what a build that depends on its surroundings prints of them."""
        quick = tuple("markdown" if one == CHOICE[1] else one for one in self.arguments)
        replace(self, arguments=quick).build(str(CONTROL))
        text = (self.folder / "output/public/d.timeline.en.md").read_text("utf-8")
        line = next(line for line in text.splitlines() if line.startswith("# ") and "Told:" in line)
        return dict(re.findall(r"([a-z-]+) ([0-9a-f]{8})", line))


def contents(embargo: str = FAR) -> dict[str, bytes]:
    """Return the files of a project."""
    picture = BytesIO()
    Image.linear_gradient("L").resize((60, 40)).save(picture, "JPEG")
    texts = {
        "briefgen.yaml": PROJECT,
        "content/d/dossier.yaml": HEADING,
        "content/d/items.yaml": ITEMS.replace("EMBARGO", embargo),
        "content/d/sections/why.md": SECTION,
    }
    return {path: text.encode() for path, text in texts.items()} | {
        "content/d/figures/map.jpg": picture.getvalue()
    }


def written(folder: Path, files: Iterable[tuple[str, bytes]]) -> Path:
    """Return a folder with these files, made one after the other."""
    for age, (path, content) in enumerate(files):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
        os.utime(folder / path, (1_600_000_000 + age, 1_600_000_000 + age))
    return folder


def usual(folder: Path) -> dict[str, str]:
    """Return the surroundings with which all others are compared."""
    home, temporary = folder.parent / "home", folder.parent / "tmp"
    for one in (home, temporary):
        one.mkdir(exist_ok=True)
    return {
        **{name: os.environ[name] for name in KEPT if name in os.environ},
        "PYTHONHASHSEED": "0",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "HOME": str(home),
        "TMPDIR": str(temporary),
        "COLUMNS": "80",
        "GIT_CEILING_DIRECTORIES": str(folder.parent),
    }


def plain(top: Path, name: str = "here") -> Place:
    folder = written(top / name, contents().items())
    return Place(folder, usual(folder))


def with_settings(**settings: str | None) -> Callable[[Path], Place]:
    """Return what makes a project that is built with other settings, None for none."""

    def make(top: Path) -> Place:
        place = plain(top)
        merged = {**place.settings, **settings}
        return Place(place.folder, {k: v for k, v in merged.items() if v is not None})

    return make


def with_arguments(*arguments: str) -> Callable[[Path], Place]:
    def make(top: Path) -> Place:
        place = plain(top)
        return Place(place.folder, place.settings, arguments)

    return make


def elsewhere(top: Path) -> Place:
    return plain(top / "far away" / "über", "there; 100 %")


def from_a_folder_inside(top: Path) -> Place:
    return replace(plain(top), inside="content/d/sections")


def careful(top: Path) -> Place:
    return replace(plain(top), umask=0o077)


def copied_backwards(top: Path) -> Place:
    folder = written(top / "here", reversed(contents().items()))
    return Place(folder, usual(folder))


def checked_out_on_windows(top: Path) -> Place:
    files = (
        (path, content if path.endswith(".jpg") else content.replace(b"\n", b"\r\n"))
        for path, content in contents().items()
    )
    folder = written(top / "here", files)
    return Place(folder, usual(folder))


def with_fonts_of_the_user(top: Path) -> Place:
    place = plain(top)
    config, fonts = top / "config/fontconfig", top / "data/fonts"
    for folder in (config, fonts):
        folder.mkdir(parents=True)
    # a font of the user's with the name of another one of the house
    content = read_font(font_files(cjk=False)[0])
    (fonts / "SourceSerif4[opsz,wght].ttf").write_bytes(content)
    text = FONT_SETTINGS.replace("FOLDER", str(fonts))
    (config / "fonts.conf").write_text(text, "utf-8")
    settings = {
        "XDG_CONFIG_HOME": str(top / "config"),
        "XDG_DATA_HOME": str(top / "data"),
        "FONTCONFIG_FILE": str(config / "fonts.conf"),
        "FONTCONFIG_PATH": str(config),
    }
    # in the sandbox such settings are gone anyway
    arguments = (*CHOICE, "--no-sandbox")
    return Place(place.folder, {**place.settings, **settings}, arguments)


def in_a_repository(top: Path) -> Place:
    place = plain(top)
    owner = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for command in (("init", "-q"), ("add", "-A"), (*owner, "commit", "-q", "-m", "A")):
        subprocess.run(["git", *command], cwd=place.folder, env=place.settings, check=True)
    return place


def over_files_that_are_there(top: Path) -> Place:
    place = plain(top)
    place.build("-m", "briefgen")
    return place


def with_another_folder_for_temporary_files(top: Path) -> Place:
    place, folder = plain(top), top / "an other tmp"
    folder.mkdir()
    return Place(place.folder, {**place.settings, "TMPDIR": str(folder)})


CONDITIONS: Mapping[str, tuple[str, Callable[[Path], Place]]] = {
    "another hash seed": ("hash-seed", with_settings(PYTHONHASHSEED="4711")),
    "a time zone in the east": ("zone", with_settings(TZ="Pacific/Kiritimati")),
    "a time zone in the west": ("zone", with_settings(TZ="<-1130>11:30")),
    "a locale without Unicode": ("locale", with_settings(LC_ALL="POSIX", PYTHONUTF8="0")),
    "another folder": ("folder", elsewhere),
    "called from a folder inside": ("called-from", from_a_folder_inside),
    "a careful umask": ("umask", careful),
    "files made in another order": ("order-on-disk", copied_backwards),
    "lines that end as on Windows": ("line-ends", checked_out_on_windows),
    "no UTF-8 mode": (
        "encoding",
        with_settings(PYTHONUTF8="0", LC_ALL="C", PYTHONCOERCECLOCALE="0"),
    ),
    "another encoding of streams": ("encoding", with_settings(PYTHONIOENCODING="latin-1:replace")),
    "no home": ("home", with_settings(HOME=None)),
    "a home that is not there": ("home", with_settings(HOME="/nowhere")),
    "fonts of the user": ("fonts", with_fonts_of_the_user),
    "another folder for temporary files": ("temporary", with_another_folder_for_temporary_files),
    "a time long past": ("clock", with_settings(SOURCE_DATE_EPOCH="1")),
    "a time of today": ("clock", with_settings(SOURCE_DATE_EPOCH="1767225600")),
    "a time to come": ("clock", with_settings(SOURCE_DATE_EPOCH="3000000000")),
    "Python without assertions": ("optimised", with_settings(PYTHONOPTIMIZE="2")),
    "a wide terminal": (
        "terminal",
        with_settings(COLUMNS="200", TERM="xterm", NO_COLOR="1"),
    ),
    "no sandbox": ("unconfined", with_arguments(*CHOICE, "--no-sandbox")),
    "one document alone": ("other-documents", with_arguments("-a", "public", *CHOICE)),
    "fewer formats": ("formats", with_arguments("--to", "markdown,pdf")),
    "over files that are there": ("files-there", over_files_that_are_there),
    "in a repository": ("repository", in_a_repository),
}
"""What surrounds a build → what tells of it, and how it is made so."""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Return what is built in usual surroundings."""
    files = plain(tmp_path_factory.mktemp("here")).build("-m", "briefgen")
    assert len(files) == 9
    return files


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return what a build that depends on its surroundings prints of the usual ones."""
    return plain(tmp_path_factory.mktemp("told")).told()


@pytest.mark.parametrize("condition", CONDITIONS)
def test_it_changes_nothing(condition: str, here: Files, tmp_path: Path) -> None:
    files = CONDITIONS[condition][1](tmp_path).build("-m", "briefgen")
    assert "public/d.timeline.en.pdf" in files
    assert files == {path: here[path] for path in files}


def test_a_build_in_usual_surroundings_tells_the_same(
    told: Mapping[str, str], tmp_path: Path
) -> None:
    """What differs below has come from the condition, and not from another place in the test."""
    assert plain(tmp_path).told() == told


@pytest.mark.parametrize("condition", CONDITIONS)
def test_it_could_be_seen(condition: str, told: Mapping[str, str], tmp_path: Path) -> None:
    name, make = CONDITIONS[condition]
    seen = make(tmp_path).told()
    assert seen.keys() == told.keys()
    assert seen[name] != told[name]


def test_fonts_of_the_user_could_be_seen_in_the_pages(here: Files, tmp_path: Path) -> None:
    control = "--with-the-fonts-of-the-machine"
    files = with_fonts_of_the_user(tmp_path).build(str(CONTROL), control)
    assert files["public/d.timeline.en.pdf"] != here["public/d.timeline.en.pdf"]
    assert files["public/d.timeline.en.md"] == here["public/d.timeline.en.md"]


def test_only_an_embargo_asks_for_the_time(here: Files, tmp_path: Path) -> None:
    """With an embargo that ends between two times, what it held back is in the later files."""
    near = "2030-01-01T00:00:00Z"
    made = []
    for name, epoch in (("before", "1767225600"), ("behind", "3000000000")):
        folder = written(tmp_path / name, contents(near).items())
        made.append(
            Place(folder, {**usual(folder), "SOURCE_DATE_EPOCH": epoch}).build("-m", "briefgen")
        )
    before, behind = made
    assert before == here
    changed = {path for path in here if before[path] != behind[path]}
    # the press does not read that deep
    assert changed == {path for path in here if path.startswith("public/")}
