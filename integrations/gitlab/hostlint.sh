# shellcheck shell=sh
# Checks once, and reports to the log, to Code Quality and as test results. The whole
# script stands in templates/hostlint.yml too, since a component brings no other files.
set -eu
set -f # the words of a list are no patterns

# hostlint of the image, or of the cache, or built: Debian's Swift image has all but make.
if ! command -v hostlint >/dev/null; then
  PATH="$CI_PROJECT_DIR/.hostlint:$PATH"
fi
if ! hostlint --version >/dev/null 2>&1; then
  echo "Building hostlint $HOSTLINT_VERSION from $HOSTLINT_SOURCE"
  source=$(mktemp -d)
  git -c advice.detachedHead=false clone --quiet --depth 1 --branch "$HOSTLINT_VERSION" \
    "$HOSTLINT_SOURCE" "$source"
  command -v make >/dev/null || {
    apt-get -qq update
    apt-get -qq install --yes --no-install-recommends make >/dev/null
  }
  make -C "$source" build
  mkdir -p "$CI_PROJECT_DIR/.hostlint"
  cp "$source/.build/release/hostlint" "$CI_PROJECT_DIR/.hostlint/hostlint"
  rm -rf "$source"
fi

cd "$CI_PROJECT_DIR"
quality=gl-code-quality-report.json
tests=hostlint-junit.xml
rm -f "$quality" "$tests"
set -- --color always --output "gitlab=$quality" --output "junit=$tests"
[ -z "$HOSTLINT_CONFIG" ] || set -- "$@" --config "$HOSTLINT_CONFIG"
[ -z "$HOSTLINT_FAIL_ON" ] || set -- "$@" --fail-on "$HOSTLINT_FAIL_ON"
status=0
# shellcheck disable=SC2086 # lists of words
hostlint check $HOSTLINT_ARGS "$@" -- $HOSTLINT_PATHS || status=$?

# An option such as --help ends hostlint before there is a report.
if [ "$status" -le 1 ] && [ ! -f "$quality" ]; then
  status=2
fi

# Reports of a check that was not completed would say that findings are gone.
case $status in
0 | 1) ;;
*)
  rm -f "$quality" "$tests"
  echo "The check was not completed (status $status), so there are no reports."
  ;;
esac
exit "$status"
