"""Processes that can compute and nothing else: limits, confinement, and how to start them.

Nothing here knows what is computed. A `Task` says what; a `Nursery` starts a child for each piece
of it, sends bytes in and takes bytes out.
"""

from briefgen.sandbox.confinement import LAYERS
from briefgen.sandbox.limits import Limit, Limits
from briefgen.sandbox.nursery import Nursery
from briefgen.sandbox.scratch import Scratch
from briefgen.sandbox.sitting import Answer, Failure, Sitting
from briefgen.sandbox.task import Task

__all__ = [
    "LAYERS",
    "Answer",
    "Failure",
    "Limit",
    "Limits",
    "Nursery",
    "Scratch",
    "Sitting",
    "Task",
]
