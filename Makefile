# Coldset. `make demo` and `make test` need nothing but Python 3.11 and this folder.

.DEFAULT_GOAL := help
.PHONY: help demo test check bench prove mutants torture truth lock clean setup

BIN := .venv/bin

help: ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name what; do \
		printf '  make %-7s %s\n' "$$name" "$$what"; done

demo: ## set up what is needed, then show Coldset at work
	@scripts/setup runtime
	@$(BIN)/coldset demo

test: setup ## set up all, then lint, types and every test
	@scripts/checks -n 2

check: setup ## lint, types and the tests not marked slow: under a minute
	@scripts/checks -n 2 -q -m "not slow"

bench: setup ## print how long import, verify, margins and stories take, as ratios
	@$(BIN)/python bench/ratios.py
	@$(BIN)/python bench/season.py

prove: setup ## explore small closed worlds deeper than the tests do: some minutes
	@$(BIN)/python tests/worlds/prove.py

mutants: setup ## break each row of the calculus, and say which test notices: a quarter of an hour
	@$(BIN)/python tests/reference/try_mutants.py

torture: setup ## kill, starve and flip books thousands of times: a quarter of an hour
	@$(BIN)/python tests/torture/kills.py --runs 5000
	@$(BIN)/python tests/torture/bits.py
	@$(BIN)/python tests/torture/sea.py --runs 200

truth: setup ## explain a thousand invented shoots and compare with their hidden truth
	@$(BIN)/python bench/truth/report.py

lock: ## write the locks anew; UPGRADE=1 takes newer versions
	scripts/lock $(if $(UPGRADE),--upgrade)

clean: ## take away everything that was made here, .venv too
	rm -rf .venv .demo build dist src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find src tests scripts bench -name __pycache__ -type d -prune -exec rm -rf {} +

setup: # the development tools, when they are not there yet
	@scripts/setup dev
