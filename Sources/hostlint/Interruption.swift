import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Leaves things in order when the program is interrupted by Ctrl-C or `kill`: no temporary file, a
/// terminal without colour or a half-written line, and status 128 plus the signal's number.
///
/// What the handler may do is little (no memory, no locks), so that all it needs lies ready.
enum Interruption {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  /// The address of the path of the file to remove, a C string; zero for none. The path is never
  /// freed, since a handler may read it at any time.
  private static let temporaryPath = Atomic<UInt>(0)
  private static let outputIsColored = Atomic<Bool>(false)
  private static let errorIsColored = Atomic<Bool>(false)
  private static let lineIsShown = Atomic<Bool>(false)

  /// Handles the signals from now on, but for those that whoever started the program has it ignore.
  static func prepare() {
    // Touched here, so that the handler finds them made.
    temporaryPath.store(0, ordering: .releasing)
    noteColor(on: nil)
    noteLine(isShown: false)
    for number in signals {
      let previous = signal(number) { Interruption.end($0) }
      let isIgnored = unsafeBitCast(previous, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
      if isIgnored { signal(number, SIG_IGN) }
    }
    // A program that is started from a thread without signals, as by Foundation, inherits the lack.
    block(SIG_UNBLOCK)
  }

  /// Remembers a file that is to be removed; nil for none any more.
  static func noteTemporaryFile(_ path: String?) {
    temporaryPath.store(
      path.flatMap { strdup($0) }.map { UInt(bitPattern: $0) } ?? 0, ordering: .releasing)
  }

  /// Remembers that a terminal is being written to in colour.
  static func noteColor(on stream: StandardStreams.Stream?) {
    outputIsColored.store(
      stream == .output || outputIsColored.load(ordering: .relaxed), ordering: .relaxed)
    errorIsColored.store(
      stream == .error || errorIsColored.load(ordering: .relaxed), ordering: .relaxed)
  }

  /// Remembers whether a line stands on standard error that is to be erased.
  static func noteLine(isShown: Bool) { lineIsShown.store(isShown, ordering: .relaxed) }

  /// Keeps the signals from the calling thread, so that the main one handles them.
  static func leaveToMainThread() { block(SIG_BLOCK) }

  private static func block(_ how: CInt) {
    var set = sigset_t()
    sigemptyset(&set)
    for number in signals { sigaddset(&set, number) }
    pthread_sigmask(how, &set, nil)
  }

  private static func end(_ number: CInt) {
    if let path = UnsafePointer<CChar>(bitPattern: temporaryPath.load(ordering: .acquiring)) {
      unlink(path)
    }
    if lineIsShown.load(ordering: .relaxed) { send("\r\u{1B}[K", to: STDERR_FILENO) }
    if outputIsColored.load(ordering: .relaxed) { send("\u{1B}[0m", to: STDOUT_FILENO) }
    if errorIsColored.load(ordering: .relaxed) { send("\u{1B}[0m", to: STDERR_FILENO) }
    _exit(128 + number)
  }

  private static func send(_ text: StaticString, to descriptor: CInt) {
    _ = write(descriptor, text.utf8Start, text.utf8CodeUnitCount)
  }
}
