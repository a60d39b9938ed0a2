#!/usr/bin/env python3
"""Make `.venv` with all that briefgen needs, and install the system's libraries that are missing.

    python3 tools/prepare.py brief    what `briefgen build` needs
    python3 tools/prepare.py tests    that, and what the tests need
    python3 tools/prepare.py bench    what `briefgen build` and `make bench` need
    python3 tools/prepare.py pins     write constraints.txt anew, with the newest versions

Says one line a step, and nothing when all is there. System packages are installed only by apt-get,
and only as root or where sudo asks for no password; elsewhere the command to run is printed. Exit
status: 0 ready; 1 a step failed; 2 usage; 4 something is missing that you have to install.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PINS = ROOT / "constraints.txt"
OLDEST_PYTHON = (3, 11)

SYSTEMS = {
    "apt-get": "Debian, Ubuntu",
    "dnf": "Fedora",
    "brew": "macOS, with Homebrew (https://brew.sh)",
    "pacman": "Windows, in the UCRT64 shell of MSYS2 (https://www.msys2.org)",
}
COMMANDS = {
    "apt-get": "sudo apt-get install",
    "dnf": "sudo dnf install",
    "brew": "brew install",
    "pacman": "pacman -S",
}
NOTES = {
    "brew": "Python must be Homebrew's too, or it does not find them: `brew install python`.",
    "pacman": "More: https://doc.courtbouillon.org/weasyprint/stable/first_steps.html#windows",
}
# The names that WeasyPrint tries on Linux, macOS and Windows (its module text/ffi.py), and Debian's
# package. It runs without harfbuzz-subset, but then writes other bytes, so that one is needed too.
LIBRARIES = {
    # GLib's package has another name in each release of Debian; Pango's brings it along.
    "libgobject-2.0.so.0 gobject-2.0 libgobject-2.0-0.dll": "libpango-1.0-0",
    "libpango-1.0.so.0 pango-1.0 libpango-1.0-0.dll": "libpango-1.0-0",
    "libpangoft2-1.0.so.0 pangoft2-1.0 libpangoft2-1.0-0.dll": "libpangoft2-1.0-0",
    "libharfbuzz.so.0 harfbuzz libharfbuzz-0.dll": "libharfbuzz0b",
    "libharfbuzz-subset.so.0 harfbuzz-subset libharfbuzz-subset-0.dll": "libharfbuzz-subset0",
    "libfontconfig.so.1 fontconfig libfontconfig-1.dll": "libfontconfig1",
}
# Elsewhere Pango's package brings the others along.
PANGO = {"dnf": "pango", "brew": "pango", "pacman": "mingw-w64-ucrt-x86_64-pango"}
# Programs, and files by their absolute path; a system that is not named has no such package.
TEST_TOOLS = {
    "javac": {
        "apt-get": "default-jdk-headless",
        "dnf": "java-latest-openjdk-devel",
        "brew": "openjdk",
    },
    "/usr/share/java/jaxb-runtime.jar": {"apt-get": "libjaxb-java"},
    # Finished files are searched with programs that are not briefgen's.
    "mutool": {"apt-get": "mupdf-tools", "dnf": "mupdf", "brew": "mupdf-tools"},
    "pdftotext": {"apt-get": "poppler-utils", "dnf": "poppler-utils", "brew": "poppler"},
    "qpdf": {"apt-get": "qpdf", "dnf": "qpdf", "brew": "qpdf"},
    "strings": {"apt-get": "binutils", "dnf": "binutils", "brew": "binutils"},
    "strace": {"apt-get": "strace", "dnf": "strace"},
}
# Run in a new process, for the loader of this one may not see what is installed meanwhile. It
# looks where WeasyPrint looks, and prints the libraries that are not there.
_PROBE = r"""
import ctypes, ctypes.util, os, sys
if hasattr(os, "add_dll_directory"):
    folders = os.environ.get("WEASYPRINT_DLL_DIRECTORIES", r"C:\msys64\ucrt64\bin")
    for folder in filter(os.path.isdir, folders.split(";")):
        os.add_dll_directory(folder)
def loads(name):
    path = name if name.startswith("lib") else ctypes.util.find_library(name)
    try:
        return path is not None and ctypes.CDLL(path) is not None
    except OSError:
        return False
for names in sys.argv[1:]:
    if not any(map(loads, names.split())):
        print(names)
"""


class StepError(Exception):
    """A step failed; what to print, and the exit status."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


def say(step: str) -> None:
    """Print one step."""
    print(f"==> {step}", flush=True)


def run(command: list[str], *, environment: dict[str, str] | None = None) -> str:
    """Return what a command prints; when it fails, that is the error's message."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise StepError(f"{done.stdout}\n==> failed: {' '.join(command)}", 1)
    return done.stdout


def missing_packages(*, for_tests: bool) -> dict[str, list[str]]:
    """Return (package tool → packages) for what this machine lacks, empty when it lacks nothing."""
    absent = run([sys.executable, "-c", _PROBE, *LIBRARIES]).splitlines()
    wanted = [{"apt-get": LIBRARIES[names], **PANGO} for names in absent]
    if find_spec("ensurepip") is None:
        # Debian keeps what `python -m venv` needs in a package of its own.
        wanted.append({"apt-get": "python{}.{}-venv".format(*sys.version_info)})
    if for_tests:
        wanted += [packages for tool, packages in TEST_TOOLS.items() if not _is_there(tool)]
    return {
        system: sorted({packages[system] for packages in wanted if system in packages})
        for system in SYSTEMS
        if wanted
    }


def _is_there(tool: str) -> bool:
    return Path(tool).exists() if tool.startswith("/") else shutil.which(tool) is not None


def install_packages(*, for_tests: bool) -> None:
    """Install what this machine lacks, or say how.

    Raises: StepError with status 4 when it is the user who has to install it.
    """
    missing = missing_packages(for_tests=for_tests)
    if not missing:
        return
    system = this_system()
    if system is not None and not missing[system]:
        print("note: no veraPDF here, so its tests will fail; they run on Debian and Ubuntu")
        return
    prefix = apt_prefix() if system == "apt-get" else None
    if prefix is None:
        raise StepError(how_to_install(missing, system), 4)
    packages = missing["apt-get"]
    say(f"apt-get: installing {', '.join(packages)}")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    apt += ["-o", "DPkg::Lock::Timeout=300"]
    install = [*apt, "install", "--no-install-recommends", *packages]
    try:
        run(install)
    except StepError:
        # The lists of packages may be absent or out of date.
        run([*apt, "update"])
        run(install)
    if left := missing_packages(for_tests=for_tests):
        lacking = ", ".join(left["apt-get"])
        raise StepError(f"{lacking}: installed, but this Python ({sys.executable}) lacks it", 4)


def this_system() -> str | None:
    """Return the package tool of this machine, None when it is not one that we know."""
    if platform.system() == "Darwin":
        return "brew"
    if platform.system() == "Windows" or platform.system().startswith(("MINGW", "MSYS")):
        return "pacman"
    return next((tool for tool in ("apt-get", "dnf") if shutil.which(tool)), None)


def apt_prefix() -> list[str] | None:
    """Return what to put before `apt-get` to be allowed to install, None when we are not."""
    if os.geteuid() == 0:
        return []
    asks_nothing = (
        shutil.which("sudo")
        and not subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode
    )
    return ["sudo", "-n"] if asks_nothing else None


def how_to_install(missing: dict[str, list[str]], system: str | None) -> str:
    """Return the command for this system, or for each that we know."""
    lines = ["Some system packages are missing. Install them, then run the same command again:", ""]
    for name in [system] if system else SYSTEMS:
        if missing[name]:
            lines += [f"  {SYSTEMS[name]}:", f"    {COMMANDS[name]} {' '.join(missing[name])}"]
            lines += [f"    {NOTES[name]}"] if name in NOTES else []
    return "\n".join(lines)


def make_venv(folder: Path, *, clear: bool) -> Path:
    """Return the Python of a virtual environment, made when there is none that works."""
    python = python_of(folder)
    if not clear and python.exists():
        try:
            run([str(python), "-m", "pip", "--version"])
        except (StepError, OSError):
            pass
        else:
            return python
    say(f"{folder.name}: making it with Python {platform.python_version()}")
    run([sys.executable, "-m", "venv", "--clear", str(folder)])
    return python


def python_of(folder: Path) -> Path:
    """Return where the Python of a virtual environment is."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install_project(level: str) -> None:
    """Install briefgen and what it needs into `.venv`, unless that has been done already."""
    stamp = VENV / f".ready-for-{level}"
    interpreter = f"{os.path.realpath(sys.executable)} {platform.python_version()}"
    where = f"{ROOT}\n{interpreter}\n".encode()
    inputs = [(ROOT / "pyproject.toml").read_bytes(), PINS.read_bytes(), where]
    state = hashlib.sha256(b"\0".join(inputs)).hexdigest()
    if python_of(VENV).exists() and stamp.exists() and stamp.read_text() == state:
        return
    place = VENV / ".made-for"
    made_here = place.exists() and place.read_bytes() == where
    python = make_venv(VENV, clear=not made_here)
    place.write_bytes(where)
    say(f"{VENV.name}: installing the packages that {PINS.name} names (about a minute)")
    # The second variable is for the tools that build the project, in pip 25.3 and later.
    pins = {"PIP_CONSTRAINT": PINS.name, "PIP_BUILD_CONSTRAINT": PINS.name}
    extras = packages_of(_GROUPS[level]) if level in _GROUPS else []
    run([*_pip(python), "--editable", ".", *extras], environment=pins)
    stamp.write_text(state)


def _pip(python: Path) -> list[str]:
    return [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]


_GROUPS = {"tests": "dev", "bench": "bench"}
"""What needs more packages than `briefgen build`, and their group in pyproject.toml."""


def packages_of(group: str) -> list[str]:
    """Return what a dependency group names: pip learnt to read that only in version 25.1."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return list(project["dependency-groups"][group])


def renew_pins() -> None:
    """Write constraints.txt with the newest versions that go together; its comments stay."""
    lines = PINS.read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.startswith("#")]
    building = ["hatchling", "editables"]
    with tempfile.TemporaryDirectory() as scratch:
        python = make_venv(Path(scratch) / "new-pins", clear=True)
        say("installing the newest versions (about a minute)")
        run([*_pip(python), ".", *packages_of("dev"), *building])
        found = run([str(python), "-m", "pip", "freeze", "--exclude", "briefgen"])
    pins = sorted((line for line in found.splitlines() if "==" in line), key=str.lower)
    PINS.write_text("\n".join([*comments, *pins]) + "\n", encoding="utf-8")
    say(f"{PINS.name}: {len(pins)} versions")


def main(arguments: list[str]) -> int:
    """Return the exit status."""
    if len(arguments) != 1 or arguments[0] not in ("brief", "tests", "bench", "pins"):
        print(__doc__, file=sys.stderr)
        return 2
    if sys.version_info[:2] < OLDEST_PYTHON:
        print(
            f"briefgen needs Python 3.11 or later, and {sys.executable} is "
            f"{platform.python_version()}. Name another one: make brief PYTHON=python3.11",
            file=sys.stderr,
        )
        return 4
    try:
        if arguments[0] == "pins":
            renew_pins()
            return 0
        install_packages(for_tests=arguments[0] == "tests")
        install_project(arguments[0])
    except StepError as error:
        print(error, file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
