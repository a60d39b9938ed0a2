"""Layers on systems that do not have them, and the filter of system calls, step by step."""

from __future__ import annotations

import platform
import struct
import sys

import pytest

from briefgen.sandbox import landlock, seccomp
from briefgen.sandbox.places import program_files

ALLOW, KILL, NO_PERMISSION, NO_SUCH_CALL = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026
OWN = 4242
THREAD = 0x10000


def answer(machine: str, number: int, *arguments: int, audit: int | None = None) -> int:
    """Return what the filter of a kind of processor answers to a call, by running its steps."""
    known = seccomp._MACHINES[machine]
    program = seccomp._program(known, OWN)
    steps = [struct.unpack_from("HBBI", program, at) for at in range(0, len(program), 8)]
    data = struct.pack(
        "=iIQ6Q", number, audit or known.audit, 0, *arguments, *[0] * (6 - len(arguments))
    )
    at = value = 0
    while True:
        code, if_so, if_not, given = steps[at]
        at += 1
        match code:
            case 0x06:
                return given
            case 0x20:
                (value,) = struct.unpack_from("=I", data, given)
            case 0x15:
                at += if_so if value == given else if_not
            case 0x35:
                at += if_so if value >= given else if_not
            case 0x45:
                at += if_so if value & given else if_not
            case _:
                raise AssertionError(code)


@pytest.mark.parametrize(
    ("machine", "number", "arguments", "expected"),
    [
        ("x86_64", 0, (), ALLOW),  # read
        ("x86_64", 257, (), ALLOW),  # openat: Landlock's affair
        ("x86_64", 41, (2, 1), NO_PERMISSION),  # socket
        ("x86_64", 59, (), NO_PERMISSION),  # execve
        ("x86_64", 57, (), NO_PERMISSION),  # fork
        ("x86_64", 56, (THREAD | 0x100,), ALLOW),  # clone of a thread
        ("x86_64", 56, (17,), NO_PERMISSION),  # clone of a process
        ("x86_64", 435, (), NO_SUCH_CALL),  # clone3
        ("x86_64", 302, (0, 9, 0), ALLOW),  # prlimit64 that reads
        ("x86_64", 302, (0, 9, 1), NO_PERMISSION),  # prlimit64 that sets
        ("x86_64", 302, (0, 9, 1 << 32), NO_PERMISSION),
        ("x86_64", 62, (OWN, 6), ALLOW),  # kill itself
        ("x86_64", 62, (1, 6), NO_PERMISSION),
        ("x86_64", 234, (OWN, OWN, 6), ALLOW),  # tgkill, as in abort
        ("x86_64", 234, (OWN + 1, OWN, 6), NO_PERMISSION),
        ("x86_64", 0x40000000 + 41, (), KILL),  # the other numbers of the same machine
        ("aarch64", 63, (), ALLOW),  # read
        ("aarch64", 198, (), NO_PERMISSION),  # socket
        ("aarch64", 221, (), NO_PERMISSION),  # execve
        ("aarch64", 220, (THREAD,), ALLOW),
        ("aarch64", 220, (17,), NO_PERMISSION),
    ],
)
def test_the_filter_answers(
    machine: str, number: int, arguments: tuple[int, ...], expected: int
) -> None:
    assert answer(machine, number, *arguments) == expected


def test_calls_of_another_kind_of_processor_end_the_process() -> None:
    assert answer("x86_64", 41, audit=0x40000003) == KILL


def test_a_processor_that_is_not_known_has_no_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "abacus")
    assert not seccomp.filter_calls()


def test_a_system_that_is_not_linux_has_none_of_the_kernels_layers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert landlock.abi() == 0
    assert landlock.restrict_files((), ()) == 0
    assert not seccomp.give_up_privileges()
    assert not seccomp.filter_calls()


def test_a_kernel_without_landlock_takes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landlock, "_call", lambda *_: -1)
    assert landlock.abi() == 0
    assert landlock.restrict_files((), ()) == 0


def test_the_files_of_the_program_are_not_those_of_a_project() -> None:
    import briefgen

    found = program_files()
    (folder,) = briefgen.__path__
    assert any(folder.startswith(path) for path in found)
    checkout = folder.rsplit("/", 1)[0]
    assert not any(f"{checkout}/content".startswith(f"{path}/") for path in found)
    assert "/" not in found
