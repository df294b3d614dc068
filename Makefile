# Everything happens in .venv; nothing is installed outside the project.
# uv installs what uv.lock says; where uv cannot be had, pip installs the same from requirements.txt, by hash.
PYTHON ?= python3
WORKERS ?= auto
ARGS ?=
BIN := .venv/bin
# Counting branches slows everything that runs, so only the tests that are to cover them are counted.
COUNTED := tests/domain tests/documents
# By file, so that what a file sets up is set up once; in the order of the folders, which puts the browser first.
IN_PARALLEL = -n $(WORKERS) --dist loadfile --no-loadscope-reorder

export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup demo run test postgres check fix bench prove docs messages lock spark clean
.DELETE_ON_ERROR:

help:  ## Say what each target does
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/.setup  ## Install what the program needs into .venv

demo: setup  ## Write the example report into build/, and serve a site in the middle of its round
	$(BIN)/utfall demo $(ARGS)

run: setup  ## Run the command: make run ARGS="check report.docx"
	$(BIN)/utfall $(ARGS)

test: .venv/.dev  ## Run every test; branches in domain and documents are covered to 95 %
ifeq ($(strip $(ARGS)),)
	$(BIN)/pytest $(IN_PARALLEL) --cov --cov-report= $(COUNTED)
	$(BIN)/python -m tools.branches 95 src/utfall/domain src/utfall/documents
	$(BIN)/pytest $(IN_PARALLEL) $(COUNTED:%=--ignore=%)
else
	$(BIN)/pytest $(IN_PARALLEL) $(ARGS)
endif

postgres: .venv/.dev  ## Run the tests of what is stored and of its pages once more, on PostgreSQL where one answers
	$(BIN)/python -m tools.postgres $(IN_PARALLEL) $(ARGS)

check: .venv/.dev  ## Look at style, types, imports and generated pages; change nothing
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m tools.map --check
	$(BIN)/python -m tools.round_page --check

fix: .venv/.dev  ## Put right what can be put right without thinking
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: .venv/.bench  ## Measure, and compare with the runner-up
	$(BIN)/python -m benchmarks $(ARGS)

prove: .venv/.dev  ## Show the large claims; figures are added to docs/proofs.md
	$(BIN)/python -m proofs $(ARGS)

docs: .venv/.setup  ## Write docs/map.md and docs/round.md anew from the code
	$(BIN)/python -m tools.map
	$(BIN)/python -m tools.round_page

messages: .venv/.setup  ## Bring the translations in step with the sentences in the code
	$(BIN)/python -m tools.messages

lock: .venv/.uv  ## Lock anew after a change in pyproject.toml
	$(BIN)/uv lock
	$(BIN)/uv export -q --frozen --no-dev --no-emit-project --no-header -o requirements.txt
	$(BIN)/uv export -q --frozen --group dev --no-emit-project --no-header -o requirements-dev.txt

spark: .venv-spark/.setup  ## Install the Spark server into its own environment (needs Java 17)

clean:  ## Remove environments, caches and what was generated
	rm -rf .venv .venv-spark build .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .coverage.*

# An environment, with uv in it if uv can be had; a failure here is no failure, pip takes over.
.venv/.uv: tools/uv.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --require-hashes -r tools/uv.txt || echo "uv cannot be had: pip is used instead"
	@touch $@

# $(1): the group for uv, $(2): the same list for pip. Inexact, so that one stamp never undoes another.
define install
	@if test -x $(BIN)/uv; then echo "uv sync $(1)" && $(BIN)/uv sync -q --frozen --inexact --no-default-groups $(1); \
	else echo "pip install -r $(2)" && $(BIN)/python -m pip install -q --require-hashes -r $(2) \
	&& $(BIN)/python -m pip install -q --no-deps -e .; fi
	@touch $@
endef

.venv/.setup: .venv/.uv pyproject.toml uv.lock requirements.txt
	$(call install,,requirements.txt)

.venv/.dev: .venv/.setup requirements-dev.txt
	$(call install,--group dev,requirements-dev.txt)

# The runners-up are only locked for uv.
.venv/.bench: .venv/.dev
	$(BIN)/uv sync -q --frozen --inexact --no-default-groups --group dev --group bench
	@touch $@

.venv-spark/.setup: tools/spark.txt
	test -x .venv-spark/bin/python || $(PYTHON) -m venv .venv-spark
	.venv-spark/bin/python -m pip install -q --require-hashes -r tools/spark.txt
	@touch $@
