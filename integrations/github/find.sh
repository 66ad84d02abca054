#!/usr/bin/env bash
# First step of the GitHub action: says where hostlint is, or is to be.
#
# Reads  HOSTLINT_EXECUTABLE  the program on the runner that was asked for, or nothing
# Writes to GITHUB_OUTPUT
#   executable  the program's path
#   key, folder what it is kept in the cache by, and what is kept; not for a given program
set -euo pipefail

if [ -n "$HOSTLINT_EXECUTABLE" ]; then
  executable=$(command -v -- "$HOSTLINT_EXECUTABLE") || {
    echo "::error title=hostlint::There is no program at the input 'executable'."
    exit 2
  }
  echo "executable=$(realpath "$executable")" >>"$GITHUB_OUTPUT"
  exit 0
fi

sha256() {
  if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi
}

# The program is what its sources are, so these name it in the cache.
cd "$GITHUB_ACTION_PATH"
digest=$(find Dockerfile Makefile Package.swift Plugins Rules Sources scripts -type f |
  LC_ALL=C sort | while IFS= read -r file; do echo "$file"; cat "$file"; done | sha256)
folder=$RUNNER_TEMP/hostlint
{
  echo "executable=$folder/hostlint"
  echo "key=hostlint-$RUNNER_OS-$RUNNER_ARCH-${digest%% *}"
  echo "folder=$folder"
} >>"$GITHUB_OUTPUT"
