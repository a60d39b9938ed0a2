"""A filter of system calls: no sockets, no new processes, no other process, no change of rights.

What is refused fails as if the user had no permission, so that a library that merely tries goes on.
Source: the kernel's Documentation/userspace-api/seccomp_filter.rst and include/uapi/linux/filter.h.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from dataclasses import dataclass, field

__all__ = ["filter_calls", "give_up_privileges"]

_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _FILTER = 22, 38, 2
_CLONE_THREAD = 0x10000
_X32 = 0x40000000

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL = 0x7FFF0000, 0x80000000


def _fail(number: int) -> int:
    return 0x00050000 | number


@dataclass(frozen=True, slots=True)
class _Machine:
    """The numbers of system calls on a kind of processor."""

    audit: int
    """The kernel's number for it."""
    refused: tuple[int, ...]
    clone: int
    prlimit: int
    signals: tuple[int, ...]
    """Calls that send a signal to the process named first."""
    clone3: int = 435
    has_x32: bool = field(default=False)


# name: number on x86-64, number on 64-bit ARM (the generic table); None where it has none
_REFUSED: dict[str, tuple[int | None, int | None]] = {
    # the network, and other ways to talk to processes
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "bind": (49, 200),
    "listen": (50, 201), "accept": (43, 202), "accept4": (288, 242), "shmget": (29, 194),
    "shmat": (30, 196), "msgget": (68, 186), "semget": (64, 190), "mq_open": (240, 180),
    # other programs and processes
    "execve": (59, 221), "execveat": (322, 281), "fork": (57, None), "vfork": (58, None),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "kcmp": (312, 272), "pidfd_open": (434, 434), "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424), "tkill": (200, 130), "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    # rings that do what a filter does not see, and large openings of the kernel
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "fanotify_init": (300, 262), "add_key": (248, 217), "request_key": (249, 218),
    "keyctl": (250, 219), "init_module": (175, 105), "finit_module": (313, 273),
    "delete_module": (176, 106), "kexec_load": (246, 104), "kexec_file_load": (320, 294),
    "reboot": (169, 142),
    # other views of the file system
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "unshare": (272, 97), "setns": (308, 268), "open_tree": (428, 428), "move_mount": (429, 429),
    "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433),
    "mount_setattr": (442, 442), "open_tree_attr": (467, 467),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
    "mknod": (133, None), "mknodat": (259, 33),
    # what Landlock leaves to the owner of a file: its rights, times and attributes
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452),
    "chown": (92, None), "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54),
    "utime": (132, None), "utimes": (235, None), "utimensat": (280, 88), "futimesat": (261, None),
    "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7), "setxattrat": (463, 463),
    "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16),
    "removexattrat": (466, 466),
    # the limits
    "setrlimit": (160, 164),
}  # fmt: skip


def _numbers(column: int) -> tuple[int, ...]:
    return tuple(row[column] for row in _REFUSED.values() if row[column] is not None)  # type: ignore[misc]


_MACHINES = {
    "x86_64": _Machine(0xC000003E, _numbers(0), 56, 302, (62, 234), has_x32=True),
    "aarch64": _Machine(0xC00000B7, _numbers(1), 220, 261, (129, 131)),
}


def give_up_privileges() -> bool:
    """Let this process never have more rights than now; return whether the kernel could."""
    return sys.platform == "linux" and _prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0


def filter_calls() -> bool:
    """Refuse this process the calls above, for good; return whether the kernel does.

    Only for a process that has given up new privileges.
    """
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None or sys.maxsize < 1 << 32:
        return False
    program = _program(machine, os.getpid())
    code = ctypes.create_string_buffer(program, len(program))
    given = struct.pack("HL", len(program) // 8, ctypes.addressof(code))
    return _prctl(_PR_SET_SECCOMP, _FILTER, ctypes.create_string_buffer(given, len(given))) == 0


def _program(machine: _Machine, own: int) -> bytes:
    """Return the filter: a row of comparisons, each of which skips the answer behind it."""
    refuse = _step(_RETURN, _fail(errno.EPERM))
    allow = _step(_RETURN, _ALLOW)
    kill = _step(_RETURN, _KILL)
    steps = [_load(4), _step(_EQUAL, machine.audit, 1, 0), kill, _load(0)]
    if machine.has_x32:
        steps += [_step(_AT_LEAST, _X32, 0, 1), kill]
    # threads are no processes; libraries fall back from clone3, whose arguments no filter can see
    steps += [_step(_EQUAL, machine.clone3, 0, 1), _step(_RETURN, _fail(errno.ENOSYS))]
    steps += [_step(_EQUAL, machine.clone, 0, 4), _load(16)]
    steps += [_step(_ANY_BIT, _CLONE_THREAD, 0, 1), allow, refuse]
    # to read limits is fine, to set them is not: the third argument is then not empty
    steps += [_step(_EQUAL, machine.prlimit, 0, 6), _load(32), _step(_EQUAL, 0, 0, 3)]
    steps += [_load(36), _step(_EQUAL, 0, 0, 1), allow, refuse]
    # a process may end itself
    for number in machine.signals:
        steps += [_step(_EQUAL, number, 0, 4), _load(16), _step(_EQUAL, own, 0, 1), allow, refuse]
    for number in machine.refused:
        steps += [_step(_EQUAL, number, 0, 1), refuse]
    return b"".join([*steps, allow])


def _step(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_so, if_not, value)


def _load(offset: int) -> bytes:
    return _step(_LOAD, offset)


def _prctl(*arguments: object) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    given = [ctypes.c_ulong(a) if isinstance(a, int) else a for a in arguments]
    return int(libc.prctl(*given))
