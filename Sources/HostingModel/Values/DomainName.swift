internal import CLibIDN2

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A domain name in the one form in which names compare.
package struct DomainName: Sendable {
  /// The ASCII form, UTF-8 bytes: case-folded, spaces at the ends and the trailing dot dropped,
  /// international labels in Punycode (UTS #46, non-transitional, by libidn2). Of a name that
  /// has no such form, the folded text itself.
  package let ascii: [UInt8]
  /// Why it is no host name, one clause about the name ("the label `a_b` holds `_`"); nil where it is one.
  package let fault: String?

  /// Reads a name as it is written in a hosting file, UTF-8.
  package init(_ written: some Collection<UInt8>) {
    if written.withContiguousStorageIfAvailable(Self.isPlain) == true {
      ascii = Array(written)
      fault = nil
      return
    }
    var folded = Self.trimmed(written)
    guard folded.allSatisfy({ $0 < 0x80 }), !Self.hasPunycode(folded) else {
      self = Self.international(folded)
      return
    }
    for index in folded.indices where (0x41...0x5A).contains(folded[index]) {
      folded[index] += 0x20
    }
    ascii = Self.withoutTrailingDot(folded)
    fault = Self.fault(ofASCII: ascii)
  }

  private init(ascii: [UInt8], fault: String?) {
    self.ascii = ascii
    self.fault = fault
  }

  /// Whether a name as it is written is its own ASCII form and a host name, as most are: lower
  /// case, no international label. Others may be too.
  package static func isPlain(_ written: UnsafeBufferPointer<UInt8>) -> Bool {
    guard written.count <= 253 else { return false }
    var labelLength = 0
    var last = UInt8(ascii: "-")
    for byte in written {
      switch byte {
      case UInt8(ascii: "."):
        if labelLength == 0 || last == UInt8(ascii: "-") { return false }
        labelLength = -1
      case UInt8(ascii: "-"):
        // Two in a row may be those of Punycode.
        if labelLength == 0 || last == UInt8(ascii: "-") { return false }
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
      default: return false
      }
      labelLength += 1
      if labelLength > 63 { return false }
      last = byte
    }
    return labelLength > 0 && last != UInt8(ascii: "-")
  }

  /// The parent names of a domain name in ASCII form, nearest first: `b.c` and `c` of `a.b.c`.
  package static func parents(of ascii: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var parents: [ArraySlice<UInt8>] = []
    var rest = ascii
    while let dot = rest.firstIndex(of: UInt8(ascii: ".")) {
      rest = rest[(dot + 1)...]
      if !rest.isEmpty { parents.append(rest) }
    }
    return parents
  }
}

// MARK: - ASCII form

extension DomainName {
  private static func international(_ name: [UInt8]) -> DomainName {
    let text = String(decoding: name, as: UTF8.self)
    // libidn2 reads a C string, and no name near this length is valid.
    guard name.count <= 1_000, !name.contains(0) else {
      let ascii = withoutTrailingDot(Array(text.lowercased().utf8))
      return DomainName(
        ascii: ascii,
        fault: name.contains(0)
          ? "it holds a control character"
          : "it has \(text.unicodeScalars.count) characters, and at most 253 are allowed")
    }
    switch converted(text, idn2_to_ascii_8z, UInt32(IDN2_NONTRANSITIONAL.rawValue)) {
    case .success(let bytes):
      let ascii = withoutTrailingDot(bytes)
      return DomainName(
        ascii: ascii, fault: fault(ofASCII: ascii) ?? faultOfPunycode(ascii, of: name))
    case .failure(let error):
      let ascii = withoutTrailingDot(Array(text.lowercased().utf8))
      return DomainName(
        ascii: ascii, fault: "it is no valid international domain name (\(error.reason))")
    }
  }

  /// A `xn--` label must be what its own Unicode form converts to.
  ///
  /// - Parameter name: What was converted to it, so that one conversion less is made where that is
  ///   the Unicode form.
  private static func faultOfPunycode(_ ascii: [UInt8], of name: [UInt8]) -> String? {
    guard hasPunycode(ascii) else { return nil }
    let text = String(decoding: ascii, as: UTF8.self)
    switch converted(text, idn2_to_unicode_8z8z, 0) {
    case .failure(let error):
      return "it is no valid international domain name (\(error.reason))"
    case .success(let unicode):
      if unicode == name { return nil }
      let again = converted(
        String(decoding: unicode, as: UTF8.self), idn2_to_ascii_8z,
        UInt32(IDN2_NONTRANSITIONAL.rawValue))
      if case .success(ascii) = again { return nil }
      return "a label that starts with `xn--` is not valid Punycode"
    }
  }

  private struct ConversionError: Error {
    let reason: String
  }

  private static func converted(
    _ text: String,
    _ convert: (
      UnsafePointer<CChar>?, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, CInt
    ) -> CInt,
    _ flags: UInt32
  ) -> Result<[UInt8], ConversionError> {
    var output: UnsafeMutablePointer<CChar>?
    let status = text.withCString { convert($0, &output, CInt(bitPattern: flags)) }
    guard status == CInt(IDN2_OK.rawValue), let output else {
      let reason = idn2_strerror(status).map { String(cString: $0) } ?? "error \(status)"
      return .failure(ConversionError(reason: reason))
    }
    defer { idn2_free(output) }
    return .success(Array(UnsafeRawBufferPointer(start: output, count: strlen(output))))
  }

  private static func hasPunycode(_ name: [UInt8]) -> Bool {
    guard name.count >= 4 else { return false }
    for index in 0...(name.count - 4)
    where name[index] | 0x20 == UInt8(ascii: "x") && name[index + 1] | 0x20 == UInt8(ascii: "n")
      && name[index + 2] == UInt8(ascii: "-") && name[index + 3] == UInt8(ascii: "-")
      && (index == 0 || name[index - 1] == UInt8(ascii: "."))
    { return true }
    return false
  }

  private static func trimmed(_ name: some Collection<UInt8>) -> [UInt8] {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    var bytes = Array(name.drop(while: isSpace))
    while let last = bytes.last, isSpace(last) { bytes.removeLast() }
    return bytes
  }

  private static func withoutTrailingDot(_ name: [UInt8]) -> [UInt8] {
    name.count > 1 && name.last == UInt8(ascii: ".") ? name.dropLast() : name
  }
}

// MARK: - Host names

extension DomainName {
  /// What RFC 1035 (section 2.3.4, lengths) and RFC 1123 (section 2.1, characters) forbid.
  private static func fault(ofASCII name: [UInt8]) -> String? {
    if name.isEmpty { return "it is empty" }
    if name.contains(UInt8(ascii: "/")) || name.contains(UInt8(ascii: ":")) {
      return "it is an address, not a name: write only what stands between `//` and the next `/`"
    }
    if name.count > 253 {
      return "it has \(name.count) characters, and at most 253 are allowed"
    }
    for label in name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      if label.isEmpty { return "it has an empty label: a dot at its start, or two in a row" }
      let shown = String(decoding: label, as: UTF8.self)
      if let byte = label.first(where: { !isLetterDigitHyphen($0) }) {
        return byte < 0x21 || byte == 0x7F
          ? (byte == 0x20 ? "it holds a space" : "it holds a control character")
          : "the label `\(shown)` holds `\(Character(Unicode.Scalar(byte)))`, and only letters, digits and hyphens are allowed"
      }
      if label.count > 63 {
        return
          "the label `\(shown.prefix(20))…` has \(label.count) characters, and at most 63 are allowed"
      }
      if label.first == UInt8(ascii: "-") || label.last == UInt8(ascii: "-") {
        return "the label `\(shown)` starts or ends with a hyphen"
      }
    }
    return nil
  }

  private static func isLetterDigitHyphen(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, UInt8(ascii: "-"): true
    default: false
    }
  }
}
