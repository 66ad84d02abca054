# Builds, tests and installs hostlint; `make help` lists the targets.

PREFIX ?= /usr/local
DESTDIR ?=
PYTHON ?= python3

# On Linux the released program is one static file that needs nothing installed.
# The linker is Swift's own (lld); libunistring is what libidn2 needs when it is
# linked statically.
ifeq ($(shell uname -s),Linux)
RELEASE_FLAGS = --static-swift-stdlib -Xswiftc -static-executable \
  -Xswiftc -use-ld=lld -Xlinker -lunistring -Xlinker -s
endif
# Tests run with the checks of overlapping accesses that a release goes without.
RELEASE_FLAGS += -Xswiftc -enforce-exclusivity=unchecked

BINARY = .build/release/hostlint
# Where `make install` puts things; the shells look for completions there.
PREFIX_DIR = $(DESTDIR)$(PREFIX)
MANUAL_DIR = $(PREFIX_DIR)/share/man/man1
BASH_DIR = $(PREFIX_DIR)/share/bash-completion/completions
ZSH_DIR = $(PREFIX_DIR)/share/zsh/site-functions
FISH_DIR = $(PREFIX_DIR)/share/fish/vendor_completions.d
# How many accounts `make soak` tries each property on.
ACCOUNTS ?= 10000
# The seeds of single accounts, in place of those: make soak SEEDS=17,4711
SEEDS ?=
# Flags of `make bench`, such as BENCH='--sizes 1000000 --markdown'.
BENCH ?=
SWIFT_FILES = Package.swift Sources Tests Rules Plugins Fuzz
# Where `make test` puts Python packages that the system's Python does not have.
PYTHON_ENVIRONMENT = .build/python

# What `make fuzz` feeds, and for how long.
TARGET ?=
SECONDS ?= 60

.DEFAULT_GOAL := help
.PHONY: help run build test soak test-clients image bench fuzz docs install install-files uninstall \
  format lint clean libraries python-packages bench-packages

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Build hostlint and check Examples/agence
	$(BINARY) check Examples/agence --fail-on never

build: libraries ## Build the release program, .build/release/hostlint
	swift build -c release --product hostlint $(RELEASE_FLAGS)

test: build python-packages ## Set up what the tests need and run every test
	PATH="$(CURDIR)/$(PYTHON_ENVIRONMENT)/bin:$$PATH" \
	HOSTLINT_RELEASE_BINARY="$(CURDIR)/$(BINARY)" \
	scripts/run-tests

soak: libraries ## Try the properties of tests on 10,000 accounts each, which takes minutes
	HOSTLINT_PROPERTY_ACCOUNTS=$(ACCOUNTS) HOSTLINT_PROPERTY_SEEDS=$(SEEDS) swift test --disable-xctest \
	  --filter 'InvarianceTests|KnownFaultTests'

test-clients: build ## Run the tests with pre-commit and other programs, which take minutes
	HOSTLINT_RELEASE_BINARY="$(CURDIR)/$(BINARY)" PYTHON="$(PYTHON)" scripts/test-clients

image: ## Build the container image, hostlint
	docker build --tag hostlint .

bench: build bench-packages ## Measure release builds; docs/performance.md says what and how
	for product in benchmarks yaml-floor empty-program; do \
	  swift build -c release --product $$product $(RELEASE_FLAGS) || exit; \
	done
	PATH="$(CURDIR)/$(PYTHON_ENVIRONMENT)/bin:$$PATH" .build/release/benchmarks $(BENCH)

fuzz: libraries ## Feed a reader with hostile input: make fuzz TARGET=yaml SECONDS=60
	@scripts/fuzz "$(TARGET)" "$(SECONDS)"

docs: libraries ## Write the files of docs/ that are generated
	swift build --product hostlint
	@set -e; write() { page=$$1; shift; \
	  .build/debug/hostlint "$$@" --format markdown > .build/page.md; mv .build/page.md $$page; }; \
	write docs/rules.md rules --no-config; \
	write docs/rule-reference.md fields; \
	for kind in hosting rule config; do \
	  .build/debug/hostlint schema $$kind > .build/schema.json; \
	  mv .build/schema.json docs/schemas/$$kind.schema.json; \
	done; \
	.build/debug/hostlint --experimental-dump-help > .build/help.json; \
	$(PYTHON) scripts/manual-page < .build/help.json > .build/hostlint.1; \
	mv .build/hostlint.1 docs/hostlint.1

install: build ## Install program, manual page and completions into PREFIX (/usr/local)
	@$(MAKE) --no-print-directory install-files

# What `make install` does with a program that is built.
install-files:
	install -d "$(PREFIX_DIR)/bin" "$(MANUAL_DIR)" \
	  "$(BASH_DIR)" "$(ZSH_DIR)" "$(FISH_DIR)"
	install -m 755 $(BINARY) "$(PREFIX_DIR)/bin/hostlint"
	install -m 644 docs/hostlint.1 "$(MANUAL_DIR)/hostlint.1"
	@set -e; completion() { \
	  echo "completion for $$1: $$2"; \
	  $(BINARY) --generate-completion-script "$$1" > .build/completion; \
	  install -m 644 .build/completion "$$2"; rm .build/completion; }; \
	completion bash "$(BASH_DIR)/hostlint"; \
	completion zsh "$(ZSH_DIR)/_hostlint"; \
	completion fish "$(FISH_DIR)/hostlint.fish"

uninstall: ## Remove what `make install` installed
	rm -f "$(PREFIX_DIR)/bin/hostlint" "$(MANUAL_DIR)/hostlint.1" \
	  "$(BASH_DIR)/hostlint" "$(ZSH_DIR)/_hostlint" "$(FISH_DIR)/hostlint.fish"

format: ## Format the Swift files
	swift format format --in-place --parallel --recursive $(SWIFT_FILES)

lint: ## Check the Swift files' format
	swift format lint --strict --parallel --recursive $(SWIFT_FILES)

clean: ## Remove everything that was built
	rm -rf .build

# Installs the C libraries that are missing; does nothing where all are there.
libraries:
	@scripts/install-libraries

# Some tests validate files against a JSON Schema with two of these Python
# packages and read SARIF back with the third. Without them they are skipped, so
# a failure here stops nothing; an environment that lacks the first would hide
# the system's.
python-packages:
	@has() { "$$1" -c "import $$2"; }; \
	environment=$(PYTHON_ENVIRONMENT); \
	{ has $(PYTHON) 'jsonschema, yaml, sarif' || has $$environment/bin/python3 'jsonschema, yaml, sarif' \
	  || { $(PYTHON) -m venv $$environment \
	    && $$environment/bin/python3 -m pip install --retries 1 jsonschema pyyaml sarif-tools; }; \
	} >/dev/null 2>&1 \
	|| { has $$environment/bin/python3 jsonschema 2>/dev/null || rm -rf $$environment; \
	  echo "Python's jsonschema, PyYAML or sarif-tools is not available; the tests that need it are skipped."; }

# What hostlint is measured beside. What is not to be had is left out there.
bench-packages: python-packages
	@environment=$(PYTHON_ENVIRONMENT); \
	has() { $$environment/bin/python3 -c "import $$1"; }; \
	{ has 'yaml, yamllint, check_jsonschema' || { $(PYTHON) -m venv $$environment \
	    && $$environment/bin/python3 -m pip install --retries 1 \
	      jsonschema pyyaml sarif-tools yamllint check-jsonschema; }; \
	} >/dev/null 2>&1 \
	|| { has jsonschema 2>/dev/null || rm -rf $$environment; \
	  echo "yamllint and check-jsonschema are not available; what needs them is left out."; }
