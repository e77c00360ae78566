.PHONY: check lock messages golden
export PATH := $(CURDIR)/.venv/bin:$(PATH)

check: ## lint, types, floors, all tests: what CI runs
	script/test

# docopt is left out: num2words needs it only for a command of its own, and it comes as source only.
lock: ## the newest versions that pyproject.toml allows (needs uv: pip install uv)
	uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --no-annotate \
		pyproject.toml --output-file requirements.lock
	uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --no-annotate \
		--group dev --all-extras pyproject.toml --constraints requirements.lock --no-emit-package docopt \
		--output-file requirements-dev.lock

messages: ## collect what the program says into locales/*/LC_MESSAGES/letters.po
	python script/messages

golden: ## rewrite tests/golden/ from what the program makes now; read the difference before you commit it
	pytest --update-golden
	git --no-pager diff --stat -- tests/golden
