# `make demo` and `make test` need Python 3.11 or newer, and nothing else: they install the rest.

PYTHON ?= python3
VENV ?= .venv
MINUTES ?= 10
BIN := $(VENV)/bin
READY := $(VENV)/.ready
CORPORA := $(VENV)/corpora
NODE := $(VENV)/node
EXPORTS := $(VENV)/exports

.DEFAULT_GOAL := help
.PHONY: help demo test fuzz versions lint format bench published docs package editor pictures chromium clean

help:
	@echo "make demo      import blueprints/ into demo.db and show the agents"
	@echo "make test      run the whole test suite"
	@echo "make versions  run a part of it with the lowest versions, and on other Pythons"
	@echo "make lint      check style, types and import layers"
	@echo "make fuzz      try hostile inputs for ten minutes (MINUTES=2: for two)"
	@echo "make bench     measure speed and memory"
	@echo "make docs      build the documentation as a site, in build/site"
	@echo "make editor    package the extension for Visual Studio Code (needs npm)"
	@echo "make package   build both distributions in dist/, and try them"
	@echo "make pictures  update the pictures of docs/ (that of an editor needs Neovim)"
	@echo "make published update schemas/, examples/ and the generated pages of docs/"

$(READY): pyproject.toml tools/make-venv
	PYTHON="$(PYTHON)" sh tools/make-venv "$(VENV)"
	@touch $@

# The output leads from one command to the next: the point is the differences.
demo: $(READY)
	@sh tools/demo "$(BIN)"

$(CORPORA): tools/bring-corpora
	@sh tools/bring-corpora "$@"

$(NODE): tools/bring-node-packages
	@sh tools/bring-node-packages "$@"

$(EXPORTS): tools/bring-exports
	@sh tools/bring-exports "$(VENV)" "$@"

chromium:
	@sh tools/bring-chromium

test: $(READY) $(CORPORA) $(NODE) $(EXPORTS) chromium
	$(BIN)/python -m pytest -n 2

versions: $(READY)
	@sh tools/try-versions "$(VENV)"

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

fuzz: $(READY) $(CORPORA)
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check --group fuzz
	cd tests && $(abspath $(BIN))/python -m fuzz $(MINUTES)

bench: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group bench
	$(BIN)/python -m benchmarks

published: $(READY)
	$(BIN)/python tools/published.py

pictures: $(READY) chromium
	$(BIN)/python tools/pictures.py
	$(BIN)/python tools/terminal_pictures.py
	if command -v nvim >/dev/null; then $(BIN)/python tools/editor_picture.py; fi

docs: $(READY)
	$(BIN)/zensical build --strict

editor:
	npm --prefix editors/vscode ci --silent --no-audit --no-fund
	npm --prefix editors/vscode run --silent package

package: $(READY)
	rm -rf dist
	$(BIN)/python -m build --no-isolation
	$(BIN)/python -m twine check --strict dist/*
	@sh tools/try-sdist "$(VENV)"

clean:
	rm -rf $(VENV) .cache demo.db build dist
