"""What a build with hostile content asks of the system."""

from __future__ import annotations

import re
import shutil
import site
import sys
import sysconfig
import tempfile
from pathlib import Path

from figure import Figure
from hostile_projects import Hostile, Run, project_of, run
from killing import ROOT

THREAT = "File or network access from content, style sheets, pictures or templates"
ANSWER = (
    "what a page asks for is looked up in a table and never opened, in a process that the kernel "
    "lets open nothing but the program"
)
_FILE, _ADDRESS = "file:///etc/passwd", "http://127.0.0.1:9/x"
_SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
HOSTILE = {
    f"{what}-{n}": Hostile(
        body.replace("URL", url), css.replace("URL", url), svg.replace("URL", url).encode()
    )
    for n, url in enumerate((_FILE, _ADDRESS, "//127.0.0.1:9/x", "../../../../etc/passwd"))
    for what, body, css, svg in (
        ("img", "<img src='URL' alt='x'>", "", ""),
        ("link", "<link rel='stylesheet' href='URL'><base href='URL'>", "", ""),
        ("object", "<object data='URL'></object><embed src='URL'>", "", ""),
        ("attachment", "<a rel='attachment' href='URL'>x</a>", "", ""),
        ("import", "", "@import url(URL);", ""),
        ("background", "", "p {background: url(URL)}", ""),
        ("content", "", "p::before {content: url(URL)}", ""),
        ("font", "", "@font-face {font-family: A; src: url(URL)} p {font-family: A}", ""),
        ("list", "", "li {list-style-image: url(URL)} @page {background: url(URL)}", ""),
        ("drawing", "", "", f'<svg {_SVG} viewBox="0 0 9 9"><title>A</title>'
         '<image xlink:href="URL" width="9" height="9"/><use xlink:href="URL#a"/></svg>'),
        ("entity", "", "", '<!DOCTYPE svg [<!ENTITY e SYSTEM "URL">]>'
         f'<svg {_SVG} viewBox="0 0 9 9"><title>A</title><text>&e;</text></svg>'),
        ("include", "{% include 'URL' ignore missing %}", "", ""),
    )
}  # fmt: skip
HOSTILE["escape"] = Hostile(
    "{{ ''.__class__.__mro__[1].__subclasses__() }}{{ cycler.__init__.__globals__.os.popen('id') }}"
)
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (?:-?\d+|\?)(?: (\w+))?")
_NETWORK = ("connect", "sendto", "sendmsg", "bind", "listen", "accept", "accept4")
_OPENS = ("open", "openat", "openat2", "creat")
_GATE = "landlock_restrict_self"
"""After this call a process has the content of a document, and no other has."""
_PLANTED = """\
import runpy, socket, sys
open("/etc/hostname").close()
try:
    socket.create_connection(("127.0.0.1", 9), 1)
except OSError:
    pass
sys.argv = ["briefgen", "build", "-t", "timeline"]
runpy.run_module("briefgen", run_name="__main__")
"""


def measure(share: float) -> Figure:
    """Return what was connected and opened in a build, and in one with something planted."""
    if shutil.which("strace") is None:
        return Figure("not tried: there is no strace", holds=False)
    names = list(HOSTILE)[:: max(1, round(1 / share))]
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        project = project_of(Path(scratch, "p"), {name: HOSTILE[name] for name in names})
        ended, calls = _traced(project)
        connects, strays, confined = _sorted(calls, project)
        if ended.status != 1 or "Traceback" in ended.said:
            faults.append(f"status {ended.status}: {ended.said[-400:]}")
        if confined < len(names):
            faults.append(f"only {confined} processes were confined")
        faults += [f"a connection: {one}" for one in connects]
        faults += [f"opened: {one}" for one in sorted(set(strays))]
        control = Path(scratch, "planted.py")
        control.write_text(_PLANTED)
        _, planted = _traced(project_of(Path(scratch, "c"), {}), str(control))
        seen, opened, _ = _sorted(planted, Path(scratch, "c"))
        if not seen or "/etc/hostname" not in opened:
            faults.append("what was planted is not seen: nothing was tried")
    text = (
        f"`strace` of a build with {len(names)} hostile documents: {len(connects)} connections, "
        f"{len(strays)} files opened outside the project, the interpreter, its packages and the "
        f"system's libraries, by {confined} confined processes and the rest; one of each was "
        "planted and found"
    )
    return Figure(text, not faults, tuple(faults))


def _traced(project: Path, *script: str) -> tuple[Run, list[list[str]]]:
    """Return a build and the calls of each of its processes, a list each."""
    folder = project / "calls"
    folder.mkdir()
    watched = ",".join((*_OPENS, *_NETWORK, "socket", _GATE, "execve"))
    command = ("strace", "-ff", "-qq", "-s", "4096", "-e", f"trace={watched}")
    command = (*command, "-e", "signal=none", "-o", str(folder / "of"))
    ended = run(project, *command, script=script)
    return ended, [path.read_text("utf-8", "replace").splitlines() for path in folder.iterdir()]


def _sorted(calls: list[list[str]], project: Path) -> tuple[list[str], list[str], int]:
    """Return the connections, the files opened outside, and how many processes were confined."""
    connects, strays, confined = [], [], 0
    for lines in calls:
        is_confined = False
        for line in lines:
            match = _CALL.match(line)
            if match is None:
                continue
            name, arguments, error = match.groups()
            if name == _GATE:
                is_confined = True
                confined += 1
            elif name == "socket" or (name in _NETWORK and "sa_family" in arguments):
                if "AF_UNIX" not in arguments:
                    connects.append(line)
            elif name in _OPENS and error != "ENOENT":
                path = _path(arguments)
                if path is not None and not _is_ours(path, project, is_confined=is_confined):
                    strays.append(path)
    return connects, strays, confined


def _path(arguments: str) -> str | None:
    found = re.search(r'"((?:[^"\\]|\\.)*)"', arguments)
    return found[1] if found else None


_PROGRAM = tuple(
    {
        str(Path(path).resolve())
        for path in (
            sys.prefix, sys.base_prefix, *site.getsitepackages(),
            sysconfig.get_path("stdlib"), ROOT / "briefgen", ROOT / "templates",
        )
    }
    | {sys.prefix, sys.base_prefix}
)  # fmt: skip
_SYSTEM = (
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share/zoneinfo",
    "/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/urandom", "/proc/self",
    "/proc/filesystems",
    # fontconfig looks into it whatever its configuration is, before a process is confined
    "/usr/share/fontconfig",
)  # fmt: skip
_BEFORE = (
    # what the interpreter, git and the search for libraries read before there is any content
    "/usr/bin", "/bin", "/usr/share", "/etc/mime.types", "/etc/gitconfig", "/sys/fs/cgroup",
    "/proc", "/sys/devices/system/cpu",
    str(Path.home() / ".gitconfig"), str(Path.home() / ".config/git"),
)  # fmt: skip


def _is_ours(path: str, project: Path, *, is_confined: bool) -> bool:
    """Return whether a file belongs to the project, the program, or the system's libraries.

    A confined process has no business in the project, but for its temporary files.
    """
    if not path.startswith("/") or (path == str(ROOT) and not is_confined):
        # the folder of the checkout is searched for modules, and listed for that
        return True
    own = str(project / "tmp" if is_confined else project)
    allowed = (*_PROGRAM, *_SYSTEM, own, *(() if is_confined else _BEFORE))
    resolved = str(Path(path).resolve())
    return any(
        place == root or place.startswith(root.rstrip("/") + "/")
        for root in allowed
        for place in (path, resolved)
    )
