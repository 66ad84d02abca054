#!/usr/bin/env bash
# Checks once, and reports to the log, as annotations and in the job's summary.
#
# Reads
#   HOSTLINT_EXECUTABLE  the program
#   HOSTLINT_PATHS       files and folders, a line each
#   HOSTLINT_CONFIG      a configuration file
#   HOSTLINT_FAIL_ON     a severity
#   HOSTLINT_ARGS        options, separated by spaces
# Writes to GITHUB_OUTPUT
#   status  hostlint's exit status, which is this script's too
#   sarif   the SARIF file; only of a check that was completed
set -euo pipefail

reports=$(mktemp -d "$RUNNER_TEMP/hostlint-reports.XXXXXX")
command=("$HOSTLINT_EXECUTABLE" check)
while read -r -a words; do
  # An empty list would be an unset variable in the Bash of macOS.
  [ "${#words[@]}" = 0 ] || command+=("${words[@]}")
done <<<"$HOSTLINT_ARGS"
[ -z "$HOSTLINT_CONFIG" ] || command+=(--config "$HOSTLINT_CONFIG")
[ -z "$HOSTLINT_FAIL_ON" ] || command+=(--fail-on "$HOSTLINT_FAIL_ON")
command+=(--format github --quiet
  --output "text=$reports/report.txt"
  --output "markdown=$reports/summary.md"
  --output "sarif=$reports/hostlint.sarif" --)
while IFS= read -r path; do
  # Neither a carriage return nor space around it belongs to the path.
  path=${path#"${path%%[![:space:]]*}"}
  path=${path%"${path##*[![:space:]]}"}
  [ -z "$path" ] || command+=("$path")
done <<<"$HOSTLINT_PATHS"

status=0
"${command[@]}" >"$reports/annotations" 2>"$reports/complaints" || status=$?

# The log. Text of the files that were checked must not give the runner commands.
token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
echo "::stop-commands::$token"
[ ! -f "$reports/report.txt" ] || cat "$reports/report.txt"
cat "$reports/complaints"
echo
echo "::$token::"
cat "$reports/annotations"

# Why there are no findings, where there was no report to say it.
if [ "$status" = 3 ]; then
  echo "::error title=hostlint::Nothing was checked: no hosting file was found."
elif [ "$status" != 0 ] && [ ! -s "$reports/annotations" ]; then
  reason=$(head -c 4000 "$reports/complaints")
  reason=${reason:-hostlint ended with status $status}
  reason=${reason//'%'/%25}
  reason=${reason//$'\r'/%0D}
  echo "::error title=hostlint::${reason//$'\n'/%0A}"
fi

[ ! -f "$reports/summary.md" ] || cat "$reports/summary.md" >>"$GITHUB_STEP_SUMMARY"
# An option such as --help ends hostlint before there is a report.
if [ "$status" -le 1 ] && [ ! -f "$reports/hostlint.sarif" ]; then
  echo "::error title=hostlint::Nothing was checked: hostlint wrote no report. Look at the options."
  status=2
fi
echo "status=$status" >>"$GITHUB_OUTPUT"
case $status in
0 | 1) echo "sarif=$reports/hostlint.sarif" >>"$GITHUB_OUTPUT" ;;
esac
exit "$status"
