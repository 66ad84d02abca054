import Reporting

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Standard output and error, files to write, and the terminal behind them.
enum StandardStreams {
  enum Stream {
    case output
    case error

    fileprivate var descriptor: CInt { self == .output ? STDOUT_FILENO : STDERR_FILENO }
  }

  static func write(_ text: String, to stream: Stream) {
    write(Array(text.utf8), to: stream, isProse: stream == .error)
  }

  /// Writes bytes; a reader that went away (`| head`) ends the program without a word, anything
  /// else with one.
  ///
  /// - Parameter isProse: Whether it is text for people, whole lines: no line of it is then a command
  ///   of the CI runner that the program runs on.
  static func write(_ bytes: [UInt8], to stream: Stream, isProse: Bool = false) {
    let bytes = isProse && isObeyed ? RunnerLog.neutralised(bytes) : bytes
    guard let code = writeAll(bytes, to: stream.descriptor), stream == .output else { return }
    if code != EPIPE { complain("cannot write to standard output: \(describe(code))") }
    ExitStatus.incomplete.exit()
  }

  /// Whether what is written goes to a runner that takes lines for commands.
  private static let isObeyed =
    environment("GITHUB_ACTIONS") == "true" || environment("TF_BUILD") != nil

  private static func describe(_ code: CInt) -> String { String(cString: strerror(code)) }

  /// Writes everything; the system's error code where that fails.
  static func writeAll(_ bytes: [UInt8], to descriptor: CInt) -> CInt? {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = posixWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest))
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return count == 0 ? EIO : errno }
        rest = rest.dropFirst(count)
      }
      return nil
    }
  }

  private static func posixWrite(_ descriptor: CInt, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
    Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
    Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #else
    Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }

  static func isTerminal(_ stream: Stream) -> Bool {
    isatty(stream.descriptor) == 1
  }

  /// Whether standard input is what a person types.
  static var isInputTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  /// The terminal's width in columns; nil where it does not tell.
  static func width(of stream: Stream) -> Int? {
    var size = winsize()
    guard ioctl(stream.descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
