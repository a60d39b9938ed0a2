# `make` lists what there is. Windows: use a shell of MSYS2, or the commands in CONTRIBUTING.md.
PYTHON ?= python3
BIN := $(if $(filter Windows_NT,$(OS)),.venv/Scripts,.venv/bin)
.DEFAULT_GOAL := help
.PHONY: help brief test fuzz check lint format types imports bench proof hooks pins clean ready-for-brief ready-for-tests ready-for-bench

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*  ## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name what; do \
		printf '  make %-9s %s\n' "$$name" "$$what"; done

brief: ready-for-brief  ## set everything up and render the example into output/
	@$(BIN)/briefgen build

test: ready-for-tests  ## run all tests; ARGS='-k dates' chooses, ARGS='-n 0' runs them in one process
	$(BIN)/pytest -n auto --dist loadfile $(ARGS)

fuzz: ready-for-tests  ## look for input that makes briefgen fail; ARGS='--seconds 60 --only yaml'
	@$(BIN)/python tests/fuzz $(ARGS)

check: lint types imports test  ## run all checks, as CI does

lint: ready-for-tests  ## look for mistakes and for code that is not formatted
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: ready-for-tests  ## format the code, and mend what can be mended
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: ready-for-tests  ## check the types
	$(BIN)/mypy
	cd assurance && $(abspath $(BIN))/mypy .

imports: ready-for-tests  ## check which module may import which
	$(BIN)/lint-imports

bench: ready-for-bench  ## measure speed and memory beside other programs; ARGS='--quick --repeats 1'
	@$(BIN)/python benchmarks $(ARGS)

proof: ready-for-tests  ## try each promise of SECURITY.md; ARGS='--share 0.1' for a shorter run
	@$(BIN)/python assurance $(ARGS)

hooks: ready-for-tests  ## let git run the checks before each commit and push
	@$(BIN)/pre-commit install

pins:  ## write constraints.txt anew, with the newest versions
	@$(PYTHON) tools/prepare.py pins

clean:  ## remove all that make has made: output/, .venv/, caches
	rm -rf output .venv build dist .hypothesis .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

ready-for-brief:
	@$(PYTHON) tools/prepare.py brief

ready-for-tests:
	@$(PYTHON) tools/prepare.py tests

ready-for-bench:
	@$(PYTHON) tools/prepare.py bench
