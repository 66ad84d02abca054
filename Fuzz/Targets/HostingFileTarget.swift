@testable import Linting

/// The whole check of one hosting file: tree, model, rules and reports.
enum HostingFileTarget {
  static func run(_ input: [UInt8]) throws(FuzzFailure) {
    var settings = try Checking.settings
    // Both ways to report are gone through, and one input always goes the same.
    settings.redacts = input.count % 4 == 1
    settings.expands = input.count % 4 == 3
    try Checking.check(input, path: "hosting.yaml", settings)
  }
}
