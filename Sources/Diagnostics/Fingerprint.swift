/// What a finding keeps through edits and new exports.
package struct Fingerprint: Hashable, Sendable {
  /// Made of reseller, rule, entity and field; never of lines or of the message.
  package let hash: UInt64
  /// The how manieth of a report it is with this hash, from 1; zero for none at all.
  package let number: UInt32

  package init(hash: UInt64, number: Int = 1) {
    self.hash = hash
    self.number = UInt32(clamping: number)
  }

  /// That of a finding which is not followed.
  package static let none = Fingerprint(hash: 0, number: 0)
}

extension Fingerprint: CustomStringConvertible {
  /// 16 hexadecimal digits, then `:n` for the n-th equal one, from 2; empty for none.
  package var description: String {
    if number == 0 { return "" }
    let digits = String(unsafeUninitializedCapacity: 16) { buffer in
      for index in 0..<16 {
        let digit = UInt8(truncatingIfNeeded: hash >> UInt64(60 - index * 4) & 0xF)
        buffer[index] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit
      }
      return 16
    }
    return number == 1 ? digits : "\(digits):\(number)"
  }
}
