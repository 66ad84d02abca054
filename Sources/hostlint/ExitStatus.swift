import Diagnostics

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How the program ends, the same in every format.
enum ExitStatus: Int32, Error {
  /// Checked, with nothing at or above the severity that fails.
  case success = 0
  /// Findings at or above the severity that fails, or a baseline that no longer holds.
  case findings = 1
  /// The run was not possible, or is not complete.
  case incomplete = 2
  /// No hosting file was found.
  case nothingChecked = 3

  /// The status of a finished run.
  init(_ report: Report) {
    if !report.failures.isEmpty {
      self = .incomplete
    } else if report.findings.contains(where: { report.failOn.includes($0.diagnostic.severity) })
      || !report.goneFromBaseline.isEmpty
    {
      self = .findings
    } else if report.summary.files == 0 {
      self = .nothingChecked
    } else {
      self = .success
    }
  }

  func exit() -> Never {
    #if canImport(Glibc)
    Glibc.exit(rawValue)
    #elseif canImport(Musl)
    Musl.exit(rawValue)
    #else
    Darwin.exit(rawValue)
    #endif
  }
}
