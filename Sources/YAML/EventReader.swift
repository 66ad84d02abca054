internal import CLibYAML

/// libyaml's parser over one text, and its current event: the one owner of both.
///
/// Lives only inside the call that holds the text's bytes.
struct EventReader: ~Copyable {
  // On the heap, since libyaml keeps a pointer to the parser inside the parser.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  /// The current event; valid until the next call of `advance`.
  let event: UnsafeMutablePointer<yaml_event_t>

  private let isReady: Bool

  /// Starts reading a text without byte-order mark.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    parser = .allocate(capacity: 1)
    event = .allocate(capacity: 1)
    event.initialize(to: yaml_event_t())
    parser.initialize(to: yaml_parser_t())
    // Fails where memory is short.
    isReady = yaml_parser_initialize(parser) == 1
    guard isReady, let start = text.baseAddress else { return }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, start, text.count)
  }

  deinit {
    // Both calls accept what was only zeroed.
    yaml_event_delete(event)
    yaml_parser_delete(parser)
    event.deallocate()
    parser.deallocate()
  }

  /// Reads the next event; false at a fault, which `fault` then describes.
  mutating func advance() -> Bool {
    yaml_event_delete(event)
    return isReady && yaml_parser_parse(parser, event) == 1
  }

  /// What libyaml says about the fault that ended reading.
  var fault: ParserFault {
    let parser = parser.pointee
    return ParserFault(
      isReaderFault: parser.error == YAML_READER_ERROR,
      isMemoryFault: parser.error == YAML_MEMORY_ERROR || !isReady,
      problem: parser.problem.map { String(cString: $0) } ?? "",
      problemOffset: parser.problem_offset, problemValue: Int(parser.problem_value),
      problemMark: parser.problem_mark.index,
      context: parser.context.map { String(cString: $0) } ?? "",
      contextMark: parser.context_mark.index)
  }
}

/// A fault in libyaml's words.
struct ParserFault {
  /// The bytes are not UTF-8 or hold a character that YAML forbids.
  let isReaderFault: Bool
  let isMemoryFault: Bool
  /// What was found or missed: `did not find expected key`.
  let problem: String
  /// The byte at fault; set where `isReaderFault`.
  let problemOffset: Int
  /// The character or byte at fault, or -1; set where `isReaderFault`.
  let problemValue: Int
  /// Where it was noticed, in code points.
  let problemMark: Int
  /// What was being read: `while parsing a block mapping`; empty where there is none.
  let context: String
  /// Where that began, in code points; meaningful where `context` is not empty.
  let contextMark: Int
}
