"""`--workers` says what is wrong with it before anything else is done."""

from __future__ import annotations

import sys

import pytest
from cli_shell import Shell


def test_an_address_that_can_be_none_is_refused(shell: Shell) -> None:
    ran = shell("build", "--workers", "scheduler:8786")
    assert ran.status == 2
    assert "`scheduler:8786` does not begin with one of tcp://, tls://" in ran.err


def test_the_environment_can_name_the_cluster(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFGEN_WORKERS", "tcp://scheduler")
    ran = shell("build")
    assert ran.status == 2
    assert "`tcp://scheduler` names no port" in ran.err
    monkeypatch.setenv("BRIEFGEN_WORKERS", "")
    assert "unknown dossier `nothing`" in shell("build", "--no-sandbox", "nothing").err


def test_a_cluster_does_not_go_without_the_sandbox(shell: Shell) -> None:
    ran = shell("build", "--no-sandbox", "--workers", "tcp://scheduler:8786")
    assert ran.status == 2
    assert "`--no-sandbox` does not go with a cluster, which is tcp://scheduler:8786" in ran.err
    assert "unset BRIEFGEN_WORKERS" in ran.err


def test_what_to_install_is_said(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = shell("build", "--workers", "tcp://scheduler:8786")
    assert ran.status == 4
    assert "= help: pip install 'briefgen[cluster]'" in ran.err
    assert not (shell.folder / "output").exists()


def test_an_address_that_is_empty_is_no_address(shell: Shell) -> None:
    ran = shell("build", "--workers", "")
    assert ran.status == 2
    assert "is a variable not set?" in ran.err
