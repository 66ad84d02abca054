internal import Parallel

/// How many findings are written: pieces of them are made on several threads and handed over in
/// order, so that what is written does not depend on threads, and only a few pieces wait at a time.
struct ReportPieces: Sendable {
  /// How many findings make a piece: some tens of kilobytes.
  private static let size = 128
  /// How many pieces each thread makes before they are handed over: a thread takes some time to start.
  private static let perThread = 16

  private let threads: Int

  /// - Parameter threads: How many work; nil for as many as there are processors.
  init(threads: Int?) {
    self.threads = threads ?? processorCount
  }

  /// Writes the pieces of `count` findings.
  ///
  /// - Parameter piece: Makes the text of a range of them.
  func write<Failure: Error>(
    _ count: Int, to sink: (_ chunk: [UInt8]) throws(Failure) -> Void,
    piece: @Sendable (Range<Int>) -> [UInt8]
  ) throws(Failure) {
    let batch = Self.size * Self.perThread * threads
    for start in stride(from: 0, to: count, by: batch) {
      let end = min(start + batch, count)
      let made = parallelMap((end - start + Self.size - 1) / Self.size, threads: threads) {
        number in
        let first = start + number * Self.size
        return piece(first..<min(first + Self.size, end))
      }
      for chunk in made where !chunk.isEmpty { try sink(chunk) }
    }
  }
}

extension JSONWriter {
  /// Writes elements of the array that is open.
  ///
  /// - Parameters:
  ///   - state: What writing an element needs; each piece has a copy of its own.
  ///   - body: Writes one element.
  mutating func append<Element: Sendable, State: Sendable, Failure: Error>(
    _ elements: [Element], in pieces: ReportPieces, with state: State,
    to sink: (_ chunk: [UInt8]) throws(Failure) -> Void,
    body: @Sendable (Element, inout State, inout JSONWriter) -> Void
  ) throws(Failure) {
    try buffer.finish(to: sink)
    let writer = self
    try pieces.write(elements.count, to: sink) { range in
      var state = state
      var json = writer.continued(behindElements: range.lowerBound)
      for element in elements[range] { body(element, &state, &json) }
      return json.buffer.bytes
    }
    noteElements(elements.count)
  }
}
