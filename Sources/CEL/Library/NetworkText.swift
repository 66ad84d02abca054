/// IP addresses: their texts and what their bytes say.
enum NetworkText {
  /// Why a text is no address or network.
  struct Failure: Error {
    let message: String
  }

  // MARK: Reading

  /// The 4 or 16 bytes of an address; no zone, and no address of `::ffff:0:0/96`
  /// with its IPv4 address in dots.
  static func parseAddress(_ text: [UInt8]) -> Result<[UInt8], Failure> {
    let shown = String(decoding: text, as: UTF8.self)
    if text.contains(UInt8(ascii: "%")) {
      return .failure(Failure(message: "IP Address with zone value is not allowed: '\(shown)'"))
    }
    guard text.contains(UInt8(ascii: ":")) else {
      if let bytes = parseIPv4(text[...]) { return .success(bytes) }
      return .failure(invalid(shown))
    }
    guard let bytes = parseIPv6(text[...]) else { return .failure(invalid(shown)) }
    if text.contains(UInt8(ascii: ".")), unmapped(bytes).count == 4 {
      return .failure(Failure(message: "IPv4-mapped IPv6 address is not allowed: '\(shown)'"))
    }
    return .success(bytes)
  }

  private static func invalid(_ text: String) -> Failure {
    Failure(message: "IP Address '\(text)' parse error during conversion from string")
  }

  /// The address bytes and the prefix length of `address/length`.
  static func parseNetwork(_ text: [UInt8]) -> Result<([UInt8], Int), Failure> {
    let shown = String(decoding: text, as: UTF8.self)
    let failure = Failure(
      message: "network address parse error during conversion from string: '\(shown)'")
    guard let slash = text.lastIndex(of: UInt8(ascii: "/")),
      case .success(let bytes) = parseAddress(Array(text[..<slash]))
    else { return .failure(failure) }
    let digits = text[(slash + 1)...]
    guard !digits.isEmpty, digits.count <= 3, digits.allSatisfy(isDigit),
      digits.count == 1 || digits.first != UInt8(ascii: "0"),
      let length = Int(String(decoding: digits, as: UTF8.self)), length <= bytes.count * 8,
      unmapped(bytes).count == bytes.count
    else { return .failure(failure) }
    return .success((bytes, length))
  }

  private static func parseIPv4(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bytes: [UInt8] = []
    for part in parts {
      guard !part.isEmpty, part.count <= 3, part.allSatisfy(isDigit),
        part.count == 1 || part.first != UInt8(ascii: "0"),
        let byte = UInt8(String(decoding: part, as: UTF8.self))
      else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  private static func parseIPv6(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count >= 3, parts.count <= 9 else { return nil }
    // `::` at either end leaves an empty part beside the one that stands for it.
    if parts[0].isEmpty {
      guard parts[1].isEmpty else { return nil }
      parts.removeFirst()
    }
    if parts[parts.count - 1].isEmpty {
      guard parts.count >= 2, parts[parts.count - 2].isEmpty else { return nil }
      parts.removeLast()
    }
    var head: [UInt8] = []
    var tail: [UInt8]?
    for (place, part) in parts.enumerated() {
      var bytes: [UInt8]
      if part.isEmpty {
        guard tail == nil else { return nil }
        tail = []
        continue
      } else if part.contains(UInt8(ascii: ".")) {
        guard place == parts.count - 1, let found = parseIPv4(part) else { return nil }
        bytes = found
      } else {
        guard part.count <= 4, part.allSatisfy(isHexDigit),
          let group = UInt16(String(decoding: part, as: UTF8.self), radix: 16)
        else { return nil }
        bytes = [UInt8(group >> 8), UInt8(group & 0xFF)]
      }
      if tail == nil { head += bytes } else { tail? += bytes }
    }
    guard let tail else { return head.count == 16 ? head : nil }
    guard head.count + tail.count < 16 else { return nil }
    return head + Array(repeating: 0, count: 16 - head.count - tail.count) + tail
  }

  // MARK: Writing

  /// The canonical text of 4 or 16 bytes (RFC 5952 for the latter).
  static func address(_ bytes: [UInt8]) -> String {
    let inner = unmapped(bytes)
    guard bytes.count == 16 else { return bytes.map { String($0) }.joined(separator: ".") }
    if inner.count == 4 { return "::ffff:" + address(inner) }
    let groups = stride(from: 0, to: 16, by: 2).map { Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]) }
    // The longest run of at least two zero groups, the first of equal ones.
    var best = 0..<0
    var start: Int?
    for index in 0...8 {
      if index < 8, groups[index] == 0 {
        if start == nil { start = index }
      } else if let first = start {
        if index - first > max(best.count, 1) { best = first..<index }
        start = nil
      }
    }
    guard !best.isEmpty else {
      return groups.map { String($0, radix: 16) }.joined(separator: ":")
    }
    let head = groups[..<best.lowerBound].map { String($0, radix: 16) }.joined(separator: ":")
    let tail = groups[best.upperBound...].map { String($0, radix: 16) }.joined(separator: ":")
    return head + "::" + tail
  }

  // MARK: What the bytes say

  /// The IPv4 address that an IPv6 one of `::ffff:0:0/96` stands for.
  static func unmapped(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count == 16, bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF,
      bytes[11] == 0xFF
    else { return bytes }
    return Array(bytes[12...])
  }

  /// The bytes with those behind the prefix set to zero.
  static func masked(_ bytes: [UInt8], _ length: Int) -> [UInt8] {
    bytes.enumerated().map { place, byte in
      let kept = min(max(length - place * 8, 0), 8)
      return byte & UInt8(truncatingIfNeeded: 0xFF00 >> kept)
    }
  }

  static func isUnspecified(_ bytes: [UInt8]) -> Bool { bytes.allSatisfy { $0 == 0 } }

  static func isLoopback(_ bytes: [UInt8]) -> Bool {
    bytes.count == 4
      ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1
  }

  static func isMulticast(_ bytes: [UInt8]) -> Bool {
    bytes.count == 4 ? bytes[0] & 0xF0 == 0xE0 : bytes[0] == 0xFF
  }

  static func isLinkLocalMulticast(_ bytes: [UInt8]) -> Bool {
    bytes.count == 4
      ? bytes[..<3] == [224, 0, 0] : bytes[0] == 0xFF && bytes[1] & 0x0F == 2
  }

  static func isLinkLocalUnicast(_ bytes: [UInt8]) -> Bool {
    bytes.count == 4
      ? bytes[0] == 169 && bytes[1] == 254 : bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80
  }

  static func isGlobalUnicast(_ bytes: [UInt8]) -> Bool {
    !isUnspecified(bytes) && bytes != [255, 255, 255, 255] && !isLoopback(bytes)
      && !isMulticast(bytes) && !isLinkLocalUnicast(bytes)
  }
}
