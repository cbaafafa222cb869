# Every target says what it does while it works. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help run test check build bench setup assets

DIST := platform/web/assets/dist/manifest.json
# The face that is made last.
FONTS := platform/pdf/fonts/dist/Inter-SemiBoldItalic.ttf
ASSET_SOURCES := $(shell find platform/web/assets -path '*/node_modules' -prune -o -path '*/dist' -prune -o -type f -print)

help: ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

setup: ## Install what is missing on this machine
	@scripts/setup

assets: $(DIST) $(FONTS)
$(DIST): $(ASSET_SOURCES)
	@echo "Bundling the browser code"
	@cd platform/web/assets && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build

$(FONTS): platform/pdf/fonts/build.mjs platform/pdf/fonts/package-lock.json
	@echo "Making the typeface of papers"
	@cd platform/pdf/fonts && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build

run: ## Start the demo on http://127.0.0.1:8080
	@scripts/setup run
	@$(MAKE) --no-print-directory assets
	@echo "Building (the first time takes some minutes)"
	@cargo build --locked -p vidmakt
	@target/debug/vidmakt demo

test: ## Run every test, on SQLite and on PostgreSQL, and in a browser
	@scripts/setup
	@$(MAKE) --no-print-directory assets
	@scripts/with-postgres scripts/test

check: assets ## The inner loop: format, clippy and the fast tests
	@cargo fmt --all --check
	@cargo clippy --workspace --all-targets --locked -- -D warnings
	@cargo test --workspace --lib --bins --locked --quiet

build: assets ## Build the release binary: target/release/vidmakt
	@cargo build --release --locked -p vidmakt

bench: build ## Measure, and print what was measured
	@scripts/with-postgres scripts/bench
