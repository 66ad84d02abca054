import Diagnostics
import Foundation
import SourceText
import TestSupport

@testable import Linting

/// A project in a folder of its own, with files that are accepted in part.
struct SuppressedProject {
  let folder: TemporaryFolder

  init(_ files: [String: String]) throws {
    folder = try TemporaryFolder()
    for (path, text) in files { try folder.write(text, to: path) }
  }

  func check(
    _ paths: [String] = [], in subfolder: String = "",
    changing change: (inout Linter.Options) -> Void = { _ in }
  ) throws -> Report {
    try Check.paths(paths, in: folder.url.appending(path: subfolder)) {
      $0.suppression.listsSuppressed = true
      change(&$0)
    }
  }

  func write(_ text: String, to path: String) throws { try folder.write(text, to: path) }

  func text(_ path: String) throws -> String {
    try String(contentsOf: folder.url.appending(path: path), encoding: .utf8)
  }

  /// The linter of the folder, as `hostlint baseline` uses it.
  func linter(changing change: (inout Linter.Options) -> Void = { _ in }) -> Linter {
    var options = Linter.Options()
    options.today = Check.today
    options.project.workingDirectory = folder.url.path(percentEncoded: false)
    change(&options)
    return Linter(options)
  }
}

extension Report {
  /// `hosting.yaml:7 unused-pack` of each finding, in order.
  var lines: [String] { findings.map { line(of: $0) } }

  /// The same of those that are accepted, with the reason.
  var acceptedLines: [String] {
    suppressed.map { "\(line(of: $0.finding)): \($0.suppression.reason)" }
  }

  private func line(of finding: Finding) -> String {
    let file = files[finding.diagnostic.location.file]
    let line = file.position(of: finding.diagnostic.location.range.start).line
    return "\(file.path):\(line) \(finding.diagnostic.rule)"
  }

  /// The text that a finding points at.
  func token(of finding: Finding) -> String {
    let location = finding.diagnostic.location
    return files[location.file].string(in: location.range)
  }

  /// Findings of one rule.
  func findings(of rule: String) -> [Finding] {
    findings.filter { $0.diagnostic.rule == rule }
  }
}
