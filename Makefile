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

BINARY = .build/release/hostlint
SWIFT_FILES = Package.swift Sources Tests Rules Plugins
# Where `make test` puts Python packages that the system's Python does not have.
PYTHON_ENVIRONMENT = .build/python

.DEFAULT_GOAL := help
.PHONY: help run build test test-clients image bench docs install uninstall format lint clean \
  libraries python-packages

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Build hostlint and check Examples/agence
	$(BINARY) check Examples/agence --fail-on never

build: libraries ## Build the release program, .build/release/hostlint
	swift build -c release --product hostlint $(RELEASE_FLAGS)

test: build python-packages ## Set up what the tests need and run every test
	PATH="$(CURDIR)/$(PYTHON_ENVIRONMENT)/bin:$$PATH" \
	HOSTLINT_RELEASE_BINARY="$(CURDIR)/$(BINARY)" \
	swift test --disable-xctest

test-clients: build ## Run the tests with pre-commit and other programs, which take minutes
	HOSTLINT_RELEASE_BINARY="$(CURDIR)/$(BINARY)" PYTHON="$(PYTHON)" scripts/test-clients

image: ## Build the container image, hostlint
	docker build --tag hostlint .

bench: libraries ## Measure typical conditions of rules in a release build
	swift build -c release --product benchmarks $(RELEASE_FLAGS)
	.build/release/benchmarks

docs: libraries ## Write the pages of docs/ that are generated
	swift build --product hostlint
	@set -e; write() { page=$$1; shift; \
	  .build/debug/hostlint "$$@" --format markdown > .build/page.md; mv .build/page.md $$page; }; \
	write docs/rules.md rules --no-config; \
	write docs/rule-reference.md fields

install: build ## Install the program into PREFIX/bin (/usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 $(BINARY) "$(DESTDIR)$(PREFIX)/bin/hostlint"

uninstall: ## Remove the installed program
	rm -f "$(DESTDIR)$(PREFIX)/bin/hostlint"

format: ## Format the Swift files
	swift format format --in-place --parallel --recursive $(SWIFT_FILES)

lint: ## Check the Swift files' format
	swift format lint --strict --parallel --recursive $(SWIFT_FILES)

clean: ## Remove everything that was built
	rm -rf .build

# Installs the C libraries that are missing; does nothing where all are there.
libraries:
	@scripts/install-libraries

# Some tests validate reports against a JSON Schema with one of these Python
# packages and read SARIF back with the other. Without them they are skipped, so
# a failure here stops nothing; an environment that lacks the first would hide
# the system's.
python-packages:
	@has() { "$$1" -c "import $$2"; }; \
	environment=$(PYTHON_ENVIRONMENT); \
	{ has $(PYTHON) 'jsonschema, sarif' || has $$environment/bin/python3 'jsonschema, sarif' \
	  || { $(PYTHON) -m venv $$environment \
	    && $$environment/bin/python3 -m pip install --retries 1 jsonschema sarif-tools; }; \
	} >/dev/null 2>&1 \
	|| { has $$environment/bin/python3 jsonschema 2>/dev/null || rm -rf $$environment; \
	  echo "Python's jsonschema or sarif-tools is not available; the tests that need it are skipped."; }
