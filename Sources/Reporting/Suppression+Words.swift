internal import Diagnostics

extension Suppression {
  /// Why the finding is accepted and where that is said, in one line:
  /// `our own site (hosting.yaml:12, until 2027-06-30)`.
  var justification: String {
    let place = line.map { "\(path):\($0)" } ?? path
    let end = until.map { ", until \($0)" } ?? ""
    return reason.isEmpty ? "in the baseline (\(place)\(end))" : "\(reason) (\(place)\(end))"
  }
}
