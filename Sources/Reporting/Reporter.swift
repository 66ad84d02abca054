package import Diagnostics

/// Turns a report into one of the forms that it is read in.
///
/// What is written depends on the report and the reporter's own settings alone,
/// so the same run gives the same bytes.
package protocol Reporter: Sendable {
  /// Writes a report as UTF-8, in chunks of some tens of kilobytes.
  ///
  /// - Parameter sink: Takes each chunk, in order; what it throws ends the writing.
  func write<Failure: Error>(
    _ report: Report, to sink: (_ chunk: [UInt8]) throws(Failure) -> Void
  ) throws(Failure)
}

extension Reporter {
  /// The whole report as one string.
  package func string(_ report: Report) -> String {
    var bytes: [UInt8] = []
    write(report) { (chunk: [UInt8]) in bytes += chunk }
    return String(decoding: bytes, as: UTF8.self)
  }
}
