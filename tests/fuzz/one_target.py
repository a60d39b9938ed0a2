"""Fuzz one target with atheris: python one_target.py NAME SECONDS FOLDER [broken]

A crash is written to FOLDER. With `broken`, the target fails on a word that is hard to guess: a
fuzzer that does not find it finds nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris
from seeds import SEEDS

_BROKEN = b"[@zq"


def main() -> None:
    """Run until the time is over or something is found; libFuzzer ends the process itself."""
    name, seconds, folder, *broken = sys.argv[1:]
    with atheris.instrument_imports(include=["briefgen"]):
        from targets import TARGETS
    target = TARGETS[name]

    def run(data: bytes) -> None:
        if broken and _BROKEN in data:
            raise AssertionError("found")
        target(data)

    corpus = Path(folder) / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS[name]):
        (corpus / f"seed-{number}").write_text(seed, encoding="utf-8")
    options = [
        f"-max_total_time={seconds}",
        f"-artifact_prefix={folder}/",
        "-max_len=4096",
        "-timeout=25",
        "-rss_limit_mb=3000",
        "-print_final_stats=1",
        "-verbosity=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
