"""What the files around the code promise: pins, targets, hooks, CI, the layers of the imports."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
import yaml

from briefgen.versions import OUTPUT_PACKAGES

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = PROJECT["project"]["dependencies"]
OPTIONAL = [
    name for extra in PROJECT["project"]["optional-dependencies"].values() for name in extra
]
DEVELOPMENT = PROJECT["dependency-groups"]["dev"]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PREPARE = str(ROOT / "tools/prepare.py")
# Found by name through importlib.metadata, never imported.
FONTS = re.compile(r"fontpkg-|noto-")


def normal(requirement: str) -> str:
    """Return the name in a requirement, as PyPI compares names."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    return {normal(name): version for name, version in found.items()}


def required_by(names: list[str]) -> set[str]:
    """Return everything that is installed with these packages, from what is installed here."""
    found: set[str] = set()
    waiting = [normal(name) for name in names]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            requirements = metadata.requires(name) or ()
        except metadata.PackageNotFoundError:
            continue  # for another system or Python
        found.add(name)
        waiting += [normal(text) for text in requirements if "extra ==" not in text]
    return found


def imported() -> Iterator[str]:
    """Yield the top-level names of all modules that the package imports."""
    for path in (ROOT / "briefgen").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.split(".")[0]


@pytest.mark.parametrize("requirement", [*RUNTIME, *OPTIONAL, *DEVELOPMENT])
def test_each_dependency_is_pinned(requirement: str) -> None:
    assert normal(requirement) in pins()


def test_all_that_is_installed_with_them_is_pinned_too() -> None:
    assert len(required_by(RUNTIME)) > len(RUNTIME)
    assert required_by([*RUNTIME, *DEVELOPMENT]) - pins().keys() == set()


@pytest.mark.parametrize("package", OUTPUT_PACKAGES)
def test_each_package_that_affects_the_output_is_pinned_and_comes_with_briefgen(
    package: str,
) -> None:
    assert normal(package) in pins()
    # what only reads BibTeX is there only for those who ask for it
    assert normal(package) in required_by([*RUNTIME, *OPTIONAL])


def test_dependencies_are_what_the_package_imports() -> None:
    providers = metadata.packages_distributions()
    outside = set(imported()) - set(sys.stdlib_module_names) - {"briefgen"}
    assert outside
    needed = {normal(providers[name][0]) for name in outside} - {"pydantic-core"}
    declared = {normal(name) for name in (*RUNTIME, *OPTIONAL) if not FONTS.match(name)}
    assert needed == declared


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "constraints.txt", ".ci/run"])
def test_make_targets_that_are_named_exist(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`|\. |, )make ([a-z-]+)", text, re.MULTILINE))
    assert named
    assert named - targets() == set()


def test_check_is_all_that_ci_and_the_hooks_run() -> None:
    checks = re.search(r"^check: (.+?)  ##", MAKEFILE, re.MULTILINE)
    assert checks
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    hooks = [hook for repository in config["repos"] for hook in repository["hooks"]]
    assert [hook["entry"] for hook in hooks] == [f"make {check}" for check in checks[1].split()]
    assert all(repository["repo"] == "local" for repository in config["repos"])
    assert "\nmake check\n" in (ROOT / ".ci/run").read_text(encoding="utf-8")


def test_make_alone_lists_every_target_that_is_meant_for_people() -> None:
    shown = subprocess.run(["make", "-C", ROOT], capture_output=True, text=True, check=True).stdout
    listed = set(re.findall(r"^  make ([a-z-]+) +\S", shown, re.MULTILINE))
    assert listed == {name for name in targets() if not name.startswith("ready-")}


def test_ci_script_is_sound_bash() -> None:
    subprocess.run(["bash", "-n", ROOT / ".ci/run"], check=True)
    assert (ROOT / ".ci/run").read_text(encoding="utf-8").count("\nset -euo pipefail\n") == 1


def run_python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)


def test_preparing_for_nothing_that_it_knows_is_a_usage_fault() -> None:
    done = run_python(PREPARE, "everything")
    assert done.returncode == 2
    assert "prepare.py brief" in done.stderr


def test_an_old_python_is_told_so() -> None:
    start = "import platform, runpy, sys; sys.version_info = (3, 10, 2); sys.argv = ['', 'brief']"
    done = run_python("-c", f"{start}; runpy.run_path({PREPARE!r}, run_name='__main__')")
    assert done.returncode == 4
    assert "PYTHON=" in done.stderr


# A machine without Pango whose user may not install anything.
BARE = """
import os, platform, runpy, shutil, subprocess, sys
os.geteuid = lambda: 1000
shutil.which = lambda name, *rest: name if name == {tool!r} else None
platform.system = lambda: {system!r}
def run(command, **options):
    if "-c" in command:
        missing = [group for group in command[3:] if "pango" in group]
        return subprocess.CompletedProcess(command, 0, "\\n".join(missing))
    raise AssertionError(command)
subprocess.run = run
sys.argv = ["prepare.py", "brief"]
runpy.run_path({script!r}, run_name="__main__")
"""


@pytest.mark.parametrize(
    ("system", "tool", "command"),
    [
        ("Linux", "apt-get", "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0"),
        ("Linux", "dnf", "sudo dnf install pango"),
        ("Darwin", None, "brew install pango"),
        ("Windows", None, "pacman -S mingw-w64-ucrt-x86_64-pango"),
    ],
)
def test_who_may_not_install_is_told_the_command(
    system: str, tool: str | None, command: str
) -> None:
    script = BARE.format(tool=tool, system=system, script=PREPARE)
    done = run_python("-c", script)
    assert done.returncode == 4, done.stderr
    assert f"    {command}\n" in done.stderr
    assert "Traceback" not in done.stderr


def test_on_a_system_that_is_not_known_all_commands_are_shown() -> None:
    script = BARE.format(tool=None, system="Plan 9", script=PREPARE)
    done = run_python("-c", script)
    assert done.returncode == 4, done.stderr
    assert all(tool in done.stderr for tool in ("apt-get", "dnf", "brew", "pacman"))


# One import that each contract must refuse, in the order of pyproject.toml.
PLANTED = {
    "validate.py": "from briefgen import select",
    "compose/qr.py": "from briefgen import source_tree",
    "render/fonts.py": "from briefgen import view",
    "sandbox/channel.py": "from briefgen import project",
    "prove/folding.py": "from briefgen import prose",
    "render/pdf.py": "from briefgen.render.structure import roles",
    "select/selection.py": "import click",
    "compose/page.py": "import jinja2",
    "compose/arrange.py": "import weasyprint",
    "fit.py": "import distributed",
}
CONTRACTS = [contract["name"] for contract in PROJECT["tool"]["importlinter"]["contracts"]]


def lint_imports(folder: Path) -> str:
    """Return the report on a copy of the package."""
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", code, "--no-cache"]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False
    ).stdout.replace("\n\n", "\n")


def copy_package(folder: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copytree(
        ROOT / "briefgen", folder / "briefgen", ignore=shutil.ignore_patterns("__pycache__")
    )


def test_imports_keep_the_contracts(tmp_path: Path) -> None:
    copy_package(tmp_path)
    report = lint_imports(tmp_path)
    assert re.search(rf"Contracts: {len(CONTRACTS)} kept, 0 broken", report), report


def test_each_contract_breaks_when_an_import_is_planted(tmp_path: Path) -> None:
    assert len(PLANTED) == len(CONTRACTS)
    copy_package(tmp_path)
    for name, line in PLANTED.items():
        with (tmp_path / "briefgen" / name).open("a", encoding="utf-8") as module:
            module.write(f"\n{line}\n")
    report = lint_imports(tmp_path)
    kept = [contract for contract in CONTRACTS if f"{contract} BROKEN" not in report]
    assert kept == [], report
