/// UTF-8 that waits to be written, so that a report of any length streams.
struct ReportBuffer {
  private static let chunkSize = 64 * 1024

  private(set) var bytes: [UInt8] = []

  init() {
    bytes.reserveCapacity(Self.chunkSize * 2)
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  mutating func append(_ text: some Sequence<UInt8>) {
    bytes.append(contentsOf: text)
  }

  mutating func append(byte: UInt8) {
    bytes.append(byte)
  }

  mutating func append(repeating byte: UInt8, count: Int) {
    bytes.append(contentsOf: repeatElement(byte, count: max(count, 0)))
  }

  /// Text, in the colour of its role where there are colours.
  mutating func append(_ text: String, as role: TextRole?, color: Bool) {
    guard color, let role, !text.isEmpty else {
      append(text)
      return
    }
    append("\u{1B}[")
    append(role.graphicRendition)
    append("m")
    append(text)
    append("\u{1B}[0m")
  }

  mutating func append(_ number: Int) {
    guard number >= 0, let number = UInt32(exactly: number) else { return append(String(number)) }
    var divisor: UInt32 = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      append(byte: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
      divisor /= 10
    }
  }

  /// Hands over what has gathered, once it is a chunk.
  mutating func flush<Failure: Error>(
    to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    if bytes.count >= Self.chunkSize { try finish(to: sink) }
  }

  /// Hands over whatever is left.
  mutating func finish<Failure: Error>(
    to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    guard !bytes.isEmpty else { return }
    try sink(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
