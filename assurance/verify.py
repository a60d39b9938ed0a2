"""Files that were altered after they were built, each in one way, and what `verify` says of them.

The example is built with one restricted event planted in it; each alteration is made on a copy of
the output folder, and one copy is left as it is.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
from figure import Figure
from killing import ROOT, environment

THREAT = "A file is altered, swapped or outdated after it was built, or the manifest is"
ANSWER = (
    "`briefgen verify` compares each file with the manifest, proves it anew and makes its document "
    "again"
)
SECRET = "Both ministers met at a hotel by night and agreed on all of it"
DOSSIER = "tokyo-liaison-office"
PUBLIC = f"public/{DOSSIER}.timeline.en"
STAFF = f"staff/{DOSSIER}.timeline.en"
PLANTED = f"""\
events:
  planted: {{date: 2023-07, text: {SECRET}, marking: TLP:AMBER, status: reported}}
"""

Change = Callable[[Path], None]


def measure(share: float) -> Figure:
    """Return how many alterations were answered as they should be."""
    with tempfile.TemporaryDirectory() as scratch:
        project = _project(Path(scratch) / "project")
        output = project / "output"
        original = Path(scratch) / "original"
        shutil.copytree(output, original)
        clean = _verify(project)
        faults = [] if clean == (0, set()) else [f"unaltered files are told {clean}"]
        tried = _chosen(share)
        for name, (change, codes) in tried.items():
            shutil.rmtree(output)
            shutil.copytree(original, output)
            change(output)
            found = _verify(project)
            if found != (1, codes):
                faults.append(f"{name}: {found[1] or 'nothing'}, and not {codes}")
        shutil.rmtree(output)
        shutil.copytree(original, output)
        faults += _of_revisions(project, Path(scratch) / "mail.pdf")
    text = (
        f"{len(tried)} ways to alter a file, the folder or the manifest of the example: "
        f"{len(tried) - len([f for f in faults if f.split(':')[0] in tried])} told as what they "
        f"are; unaltered files: {0 if clean == (0, set()) else 'some'} alarms; a copy of a file is "
        "known, and told from what the content gives at two revisions"
    )
    return Figure(text, not faults, tuple(faults))


def _chosen(share: float) -> dict[str, tuple[Change, set[str]]]:
    number = max(3, round(len(ALTERATIONS) * share))
    return dict(list(ALTERATIONS.items())[:number])


def _project(folder: Path) -> Path:
    folder.mkdir()
    for name in ("briefgen.yaml", "content", "templates"):
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    (folder / f"content/{DOSSIER}/planted.yaml").write_text(PLANTED, encoding="utf-8")
    (folder / ".gitignore").write_text("output/\n", encoding="utf-8")
    _git(folder, "init", "-q")
    _git(folder, "add", "-A")
    _git(folder, "commit", "-qm", "as built")
    _run(folder, "build", "-t", "timeline", "-a", "public,staff", "--to", "pdf,markdown,html")
    return folder


def _git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True)


def _run(folder: Path, *arguments: str, status: int | None = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "briefgen", *arguments],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if status is not None and done.returncode != status:
        sys.exit(f"briefgen {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")
    return done


def _verify(project: Path, *arguments: str) -> tuple[int, set[str]]:
    """Return the exit status and the codes of what was found."""
    done = _run(project, "verify", "--format", "json", *arguments, status=None)
    findings = json.loads(done.stdout)["findings"] if done.stdout else [{"code": done.stderr}]
    return done.returncode, {finding["code"] for finding in findings}


def _of_revisions(project: Path, mail: Path) -> list[str]:
    """Return what is wrong with the answers on a copy, now and at two revisions."""
    shutil.copy(project / f"output/{PUBLIC}.pdf", mail)
    heading = project / f"content/{DOSSIER}/dossier.yaml"
    heading.write_text(heading.read_text("utf-8").replace("title: ", "title: Now ", 1), "utf-8")
    _git(project, "commit", "-qam", "changed")
    shutil.rmtree(project / "output")
    wanted = {"HEAD~1": (0, set()), "HEAD": (1, {"BG631", "BG643"})}
    found = {name: _verify(project, "--revision", name, str(mail)) for name in wanted}
    return [f"at {name}: {found[name]}" for name in wanted if found[name] != wanted[name]]


def _in(path: str, change: Callable[[bytes], bytes]) -> Change:
    def changed(output: Path) -> None:
        (output / path).write_bytes(change((output / path).read_bytes()))

    return changed


def _attached(content: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.attachments["note.txt"] = pikepdf.AttachedFileSpec(pdf, SECRET.encode())
        pdf.save(out)
    return out.getvalue()


def _titled(content: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.docinfo["/Subject"] = SECRET
        pdf.save(out)
    return out.getvalue()


def _manifest(change: Callable[[dict], object]) -> Change:
    def changed(output: Path) -> None:
        manifest = json.loads((output / "manifest.json").read_bytes())
        change(manifest["documents"][0])
        (output / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")

    return changed


ALTERATIONS: dict[str, tuple[Change, set[str]]] = {
    "restricted words behind the end": (
        _in(f"{PUBLIC}.pdf", lambda content: content + SECRET.encode()),
        {"BG630", "BG643"},
    ),
    "one byte": (
        _in(f"{PUBLIC}.pdf", lambda content: content[:-1] + b" "),
        {"BG643"},
    ),
    "another audience's file": (
        lambda output: shutil.copy(output / f"{STAFF}.pdf", output / f"{PUBLIC}.pdf") and None,
        {"BG630", "BG644"},
    ),
    "restricted words in an attachment": (
        _in(f"{PUBLIC}.pdf", _attached),
        {"BG630", "BG643"},
    ),
    "restricted words in the information": (
        _in(f"{PUBLIC}.pdf", _titled),
        {"BG630", "BG643"},
    ),
    "restricted words in Markdown": (
        _in(f"{PUBLIC}.md", lambda content: content + f"\n<!-- {SECRET} -->\n".encode()),
        {"BG630", "BG643"},
    ),
    "restricted words in HTML": (
        _in(
            f"{PUBLIC}.html",
            lambda content: content.replace(b"</body>", f"<p hidden>{SECRET}</p></body>".encode()),
        ),
        {"BG630", "BG643"},
    ),
    "a word of Markdown": (
        _in(f"{PUBLIC}.md", lambda content: content.replace(b"Vilnius", b"Madrid")),
        {"BG631", "BG643"},
    ),
    "a PDF that was cut off": (
        _in(f"{PUBLIC}.pdf", lambda content: content[: len(content) // 2]),
        {"BG631", "BG643"},
    ),
    "an empty file": (_in(f"{PUBLIC}.pdf", lambda _: b""), {"BG631", "BG643"}),
    "a file that is gone": (lambda output: (output / f"{PUBLIC}.md").unlink(), {"BG642"}),
    "another audience's file beside": (
        lambda output: shutil.copy(output / f"{STAFF}.pdf", output / "public/more.pdf") and None,
        {"BG630", "BG644"},
    ),
    "a file of nobody's": (
        lambda output: (output / "public/notes.txt").write_text("Buy milk") and None,
        {"BG647"},
    ),
    "what a killed build left": (
        lambda output: (output / "public/.a.pdf.1-0123abcd.tmp").write_text("half") and None,
        {"BG648"},
    ),
    "no manifest": (lambda output: (output / "manifest.json").unlink(), {"BG640"}),
    "half a manifest": (_in("manifest.json", lambda content: content[:1000]), {"BG641"}),
    "a manifest that names a file outside": (
        _manifest(lambda entry: entry["outputs"][0].update(path="../../secret.pdf")),
        {"BG641"},
    ),
    "a digest of nothing": (
        _manifest(lambda entry: entry["outputs"][0].update(sha256="0" * 64)),
        {"BG648"},
    ),
}
"""What is done to the folder, and the codes of what must be found, and of nothing else."""
