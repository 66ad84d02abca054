package import Diagnostics
package import SourceText

/// Bytes of a file as UTF-8 text.
package enum TextDecoding {
  /// What keeps bytes from being text.
  package struct Failure: Error, Hashable, Sendable {
    /// The offset in the file's own bytes.
    package let byteOffset: Int
    /// One line, no full stop.
    package let message: String
    /// The whole text as UTF-8, U+FFFD in the place of what could not be read.
    package let repaired: [UInt8]
    /// The offset of the fault in `repaired`.
    package let repairedOffset: UInt32

    /// The finding about it in a file whose text is `repaired`.
    package func diagnostic(in file: SourceFile, id: FileID) -> Diagnostic {
      let reports = ReportBuilder(file: file, id: id)
      return reports.diagnostic(
        "yaml-syntax", message, remedy: "Save the file as UTF-8.",
        at: reports.character(at: repairedOffset))
    }
  }

  /// Converts UTF-16 with a byte-order mark to UTF-8; returns any other bytes as they are.
  ///
  /// A byte-order mark stays, as that of UTF-8. Text that is taken for UTF-8 is
  /// not checked here: `parse` reports its first bad byte. UTF-16 fails at an
  /// unpaired surrogate and at half a code unit; UTF-32 is not supported.
  package static func utf8(from bytes: [UInt8]) -> Result<[UInt8], Failure> {
    guard bytes.count >= 2 else { return .success(bytes) }
    let marks: [[UInt8]] = [[0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF]]
    if marks.contains(where: bytes.starts) {
      return .failure(
        Failure(
          byteOffset: 0, message: "the file is UTF-32, which is not supported", repaired: [],
          repairedOffset: 0))
    }
    switch (bytes[0], bytes[1]) {
    case (0xFF, 0xFE):
      return convert(bytes) { UInt16($0) | UInt16($1) << 8 }
    case (0xFE, 0xFF):
      return convert(bytes) { UInt16($0) << 8 | UInt16($1) }
    default:
      return .success(bytes)
    }
  }

  private static func convert(
    _ bytes: [UInt8], _ unit: (UInt8, UInt8) -> UInt16
  ) -> Result<[UInt8], Failure> {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count / 2 + bytes.count / 4)
    var fault: (byteOffset: Int, message: String, textOffset: Int)?
    let replacement: Unicode.Scalar = "\u{FFFD}"
    var index = 0
    while index + 1 < bytes.count {
      let first = unit(bytes[index], bytes[index + 1])
      var scalar = Unicode.Scalar(first)
      var width = 2
      if UTF16.isLeadSurrogate(first), index + 3 < bytes.count {
        let second = unit(bytes[index + 2], bytes[index + 3])
        if UTF16.isTrailSurrogate(second) {
          width = 4
          scalar = Unicode.Scalar(
            0x1_0000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF)))
        }
      }
      if scalar == nil, fault == nil {
        fault = (index, "half of a UTF-16 surrogate pair stands alone", text.count)
      }
      text.append(
        contentsOf: UTF8.encode(scalar ?? replacement) ?? UTF8.encodedReplacementCharacter)
      index += width
    }
    if index < bytes.count {
      fault = fault ?? (index, "the UTF-16 text ends within a character", text.count)
      text.append(contentsOf: UTF8.encodedReplacementCharacter)
    }
    guard let fault else { return .success(text) }
    return .failure(
      Failure(
        byteOffset: fault.byteOffset, message: fault.message, repaired: text,
        repairedOffset: UInt32(truncatingIfNeeded: fault.textOffset)))
  }
}
