"""The cases, in the order in which they are measured: each is a module of this folder."""

from __future__ import annotations

__all__ = ["CASES"]

CASES = (
    "no_op_imports",
    "nothing_to_do",
    "cold_document",
    "warm_rebuild",
    "shared_cache",
    "many_documents",
    "growth",
    "memory",
    "cost_of_proofs",
    "cost_of_sandbox",
    "cost_of_fit",
)
