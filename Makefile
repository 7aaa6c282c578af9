# Every target sets up what it needs on a fresh machine: Python 3.11 or later and make are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: site serve check test lint readme pictures lock clean

site: $(READY)
	@$(BIN)/policy-archive build
	@echo "网站已生成：build/site/index.html"

serve: $(READY)
	@$(BIN)/policy-archive serve

check: $(READY)
	@$(BIN)/policy-archive check

test: $(READY)
	@sh tools/browser.sh
	@$(BIN)/python -m pytest

lint: $(READY)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports

# The field tables in README.md and the schemas follow the models.
readme: $(READY)
	@$(BIN)/python tools/readme.py
	@$(BIN)/policy-archive schema

pictures: site
	@sh tools/browser.sh
	@$(BIN)/python tools/pictures.py

# Pins every dependency with its checksums; run it after a change of pyproject.toml.
lock:
	$(PYTHON) -m venv build/lock-venv
	build/lock-venv/bin/pip install --quiet uv
	build/lock-venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-annotate --no-header --extra dev pyproject.toml -o requirements.lock
	echo 'setuptools>=80' | build/lock-venv/bin/uv pip compile --quiet --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-annotate --no-header - -o requirements-build.lock

clean:
	rm -rf build $(VENV)

# setuptools comes first, pinned: jieba is published as source only and is built with it.
$(READY): requirements.lock requirements-build.lock pyproject.toml
	@echo "准备运行环境……"
	@rm -rf $(VENV)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "需要 Python 3.11 或更高版本")'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --require-hashes -r requirements-build.lock
	@$(BIN)/pip install --quiet --require-hashes --no-build-isolation --use-pep517 \
	    -r requirements.lock
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
