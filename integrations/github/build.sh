#!/usr/bin/env bash
# Builds hostlint from the sources that came with the GitHub action: with Swift where
# that is new enough, else with Docker, which GitHub's runners with Linux have.
#
# Reads  HOSTLINT_EXECUTABLE  the path to put the program at
set -euo pipefail

# The oldest Swift that Package.swift takes.
needed=$(sed -n '1s/.*swift-tools-version: *//p' "$GITHUB_ACTION_PATH/Package.swift")

# Whether the installed Swift is at least that.
has_swift() {
  local version
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p')
  [ -n "$version" ] || return 1
  [ "$(printf '%s\n' "$needed" "$version" | sort -t . -k 1,1n -k 2,2n | head -n 1)" = "$needed" ]
}

mkdir -p "$(dirname "$HOSTLINT_EXECUTABLE")"
if has_swift; then
  echo "::group::Building hostlint with Swift"
  make -C "$GITHUB_ACTION_PATH" build
  cp "$GITHUB_ACTION_PATH/.build/release/hostlint" "$HOSTLINT_EXECUTABLE"
elif [ "$RUNNER_OS" = Linux ] && docker info >/dev/null 2>&1; then
  echo "::group::Building hostlint with Docker"
  docker build --tag hostlint-action "$GITHUB_ACTION_PATH"
  container=$(docker create hostlint-action)
  docker cp "$container:/usr/local/bin/hostlint" "$HOSTLINT_EXECUTABLE"
  docker rm "$container" >/dev/null
else
  echo "::error title=hostlint::To build hostlint the runner needs Swift $needed or later, or" \
    "Docker on Linux. Install one, or name a hostlint that is there with the input 'executable'."
  exit 2
fi
echo "::endgroup::"
"$HOSTLINT_EXECUTABLE" --version
