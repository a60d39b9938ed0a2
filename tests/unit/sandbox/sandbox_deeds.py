"""A task whose children do what they should not. Run by the tests of the sandbox.

python sandbox_deeds.py fork|spawn LIMITS DEED…    prints {deed: what came of it} as JSON
python sandbox_deeds.py row LIMITS DEED…           the same, by one child as long as it does well
python sandbox_deeds.py ready LIMITS DEED…         the first of them by one that has rehearsed
python sandbox_deeds.py free LIMITS DEED…          the same, done in this process without a sandbox
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from briefgen.errors import BriefgenError, ToolMissingError
from briefgen.sandbox import Failure, Limits, Nursery, Task
from briefgen.sandbox.spawned import serve

# Taken before the child is confined: what native code would use that no Python guard sees.
LIBC = ctypes.CDLL(None)
NATIVE = {
    name: getattr(LIBC, name)
    for name in (
        "chmod", "execv", "fork", "kill", "open", "ptrace", "raise", "setrlimit", "socket",
        "syscall", "unlink",
    )
}  # fmt: skip
OUTSIDE = Path(os.environ.get("OUTSIDE", "/nonexistent"))
PREPARED: list[str] = []


def native(name: str, *arguments: Any) -> str:
    """Return whether a function of the C library does what it is asked."""
    return "done" if NATIVE[name](*arguments) >= 0 else "refused"


def native_fork() -> str:
    child = NATIVE["fork"]()
    if child == 0:
        os._exit(0)
    return "done" if child > 0 else "refused"


def in_python(act: Callable[[], object]) -> str:
    try:
        act()
    except PermissionError:
        return "refused"
    return "done"


def spin() -> str:
    while True:
        pass


def compute_a_while() -> str:
    end = time.process_time() + 0.4
    while time.process_time() < end:
        pass
    return "42"


def hoard() -> str:
    kept = []
    while True:
        kept.append(bytearray(16 << 20))


def write_much() -> str:
    with (Path(tempfile.gettempdir()) / "much").open("wb") as file:
        while True:
            file.write(bytes(1 << 20))


def write_here() -> str:
    path = Path(tempfile.gettempdir()) / "font"
    path.write_text("a font")
    return path.read_text()


def linger() -> str:
    """Close all that leads to the parent, and live on."""
    os.closerange(3, 64)
    signal.pause()
    return ""


def thread() -> str:
    done = []
    worker = threading.Thread(target=lambda: done.append("done"))
    worker.start()
    worker.join()
    return done[0]


def fail() -> str:
    raise RuntimeError("a fault of the program")


TRUE = (ctypes.c_char_p * 2)(b"true", None)
NONE = (ctypes.c_long * 2)(0, 0)
O_NEW = os.O_CREAT | os.O_WRONLY
DEEDS: dict[str, Callable[[], str]] = {
    "compute": lambda: "42",
    "compute a while": compute_a_while,
    "read native": lambda: native("open", str(OUTSIDE / "secret").encode(), os.O_RDONLY),
    "list native": lambda: native("open", str(OUTSIDE).encode(), os.O_RDONLY | os.O_DIRECTORY),
    "write native": lambda: native("open", str(OUTSIDE / "new").encode(), O_NEW, 0o600),
    "remove native": lambda: native("unlink", str(OUTSIDE / "secret").encode()),
    "chmod native": lambda: native("chmod", str(OUTSIDE / "secret").encode(), 0o777),
    "socket native": lambda: native("socket", socket.AF_INET, socket.SOCK_STREAM, 0),
    "unix socket native": lambda: native("socket", socket.AF_UNIX, socket.SOCK_STREAM, 0),
    "fork native": native_fork,
    "exec native": lambda: native("execv", b"/bin/true", TRUE),
    "kill native": lambda: native("kill", os.getppid(), 0),
    "limit native": lambda: native("setrlimit", 4, NONE),
    "clone3 native": lambda: native("syscall", 435, 0, 0),
    "read": lambda: in_python((OUTSIDE / "secret").read_text),
    "list": lambda: in_python(lambda: list(OUTSIDE.iterdir())),
    "write": lambda: in_python(lambda: (OUTSIDE / "new").write_text("x")),
    "remove": lambda: in_python((OUTSIDE / "other").unlink),
    "socket": lambda: in_python(socket.socket),
    "resolve": lambda: in_python(lambda: socket.getaddrinfo("localhost", 80)),
    "process": lambda: in_python(lambda: subprocess.run(["/bin/true"], check=False)),
    "fork": lambda: in_python(os.fork),
    "shell": lambda: in_python(lambda: os.system("true")),
    "library": lambda: in_python(lambda: ctypes.CDLL(None)),
    "program": lambda: in_python(lambda: Path(os.__file__).read_bytes()),
    "here": write_here,
    "thread": thread,
    "programs": lambda: " ".join(name for name in ("true",) if shutil.which(name)),
    "environment": lambda: " ".join(sorted(os.environ)),
    "prepared": lambda: Path(PREPARED[0]).read_text() if PREPARED else "",
    "state": lambda: str(PREPARED.append("a trace") or PREPARED.count("a trace")),
    "spin": spin,
    "sleep": lambda: str(threading.Event().wait()),
    "hoard": hoard,
    "write much": write_much,
    "say much": lambda: "x" * (3 << 20),
    "crash": lambda: native("raise", signal.SIGSEGV),
    "leave": lambda: str(os._exit(3)),
    "fail": fail,
    "linger": linger,
}


def work(order: bytes) -> bytes:
    return DEEDS[order.decode()]().encode()


def prepare() -> None:
    path = Path(tempfile.gettempdir()) / "prepared"
    path.write_text("made before")
    PREPARED.append(str(path))


def lack() -> None:
    raise ToolMissingError("there is no press", help="buy one")


TASK = Task(
    work=work,
    steps={"prepare": prepare, "lack": lack},
    facts=lambda: {"press": "1.0"},
)


def main() -> None:
    """Do deeds, each in a child, and print what came of them."""
    if sys.argv[1] == "free":
        print(json.dumps({deed: {"answer": DEEDS[deed]()} for deed in sys.argv[3:]}))
        return
    limits = Limits(**json.loads(sys.argv[2]))
    came: dict[str, Any] = {}
    knows = object() if sys.argv[1] == "row" else None
    with (
        Nursery("sandbox_deeds", may_fork=sys.argv[1] != "spawn") as nursery,
        nursery.sitting() as sitting,
    ):
        if sys.argv[1] == "ready":
            nursery.be_ready(b"state", limits, ("prepare",))
            # one that is still being told what to rehearse is not ready
            assert nursery._ready is not None
            nursery._ready.giving.join()
        for number, deed in enumerate(sys.argv[3:]):
            if deed == "other":
                knows = object()
                continue
            begun = time.monotonic()
            needs = ("lack",) if deed == "lack" else ("prepare",)
            try:
                answer = (
                    nursery.run(deed.encode(), limits, needs)
                    if knows is None
                    else sitting.run(deed.encode(), limits, needs, knows=knows)
                )
            except BriefgenError as error:
                came[deed] = {"error": type(error).__name__, "help": error.help}
                continue
            name = deed if knows is None else f"{number} {deed}"
            if isinstance(answer, Failure):
                came[name] = {"limit": answer.limit, "how": answer.how}
            else:
                came[name] = {"answer": answer.content[:200].decode(), "layers": answer.layers}
            came[name]["seconds"] = time.monotonic() - begun
    print(json.dumps(came))


if __name__ == "__main__":
    if sys.argv[1].startswith("{"):
        serve(TASK, sys.argv[1])
    main()
