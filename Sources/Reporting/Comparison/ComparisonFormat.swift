package import Diagnostics

/// The forms that a comparison can take, by the word on the command line.
package enum ComparisonFormat: String, CaseIterable, Sendable {
  /// For people, in a terminal.
  case text
  /// `hostlint-diff/1`, described by `docs/diff.schema.json`.
  case json

  /// Writes a comparison as UTF-8, in chunks of some tens of kilobytes.
  ///
  /// - Parameters:
  ///   - style: How text is laid out; JSON does not use it.
  ///   - sink: Takes each chunk, in order; what it throws ends the writing.
  package func write<Failure: Error>(
    _ comparison: AccountComparison, style: TextStyle,
    to sink: (_ chunk: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    switch self {
    case .text:
      var renderer = ComparisonRenderer(comparison, style: style)
      try renderer.write(to: sink)
    case .json:
      var writer = ComparisonJSONWriter(comparison)
      try writer.write(to: sink)
    }
  }

  /// The whole comparison as one string.
  package func string(_ comparison: AccountComparison, style: TextStyle = TextStyle()) -> String {
    var bytes: [UInt8] = []
    write(comparison, style: style) { (chunk: [UInt8]) in bytes += chunk }
    return String(decoding: bytes, as: UTF8.self)
  }
}
