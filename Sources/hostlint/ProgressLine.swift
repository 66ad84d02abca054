import Diagnostics
import Reporting
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A line on standard error that tells how far a long run is, for people only.
///
/// A thread of its own writes it, ten times a second at most, once the run has taken a second; so a
/// run itself does nothing but count.
final class ProgressLine: Sendable {
  private static let patience: useconds_t = 900_000
  private static let interval: useconds_t = 100_000

  private let progress: RunProgress
  private let state = Mutex(State())

  private struct State {
    var isOver = false
    var shown = ""
  }

  /// Begins to watch a run; nil where nobody would see it: no terminal, or a CI job.
  init?(of progress: RunProgress) {
    self.progress = progress
    let environment = StandardStreams.environment
    guard StandardStreams.isTerminal(.error), (environment("CI") ?? "").isEmpty,
      environment("TERM") != "dumb"
    else { return nil }
    #if canImport(Darwin)
    var thread: pthread_t?
    #else
    var thread = pthread_t()
    #endif
    let line = Unmanaged.passRetained(self)
    let code = pthread_create(&thread, nil, runProgressLine, line.toOpaque())
    if code != 0 {
      line.release()
      return nil
    }
    #if canImport(Darwin)
    if let thread { pthread_detach(thread) }
    #else
    pthread_detach(thread)
    #endif
  }

  /// Erases the line, and writes none any more.
  func end() {
    state.withLock { state in
      state.isOver = true
      guard !state.shown.isEmpty else { return }
      StandardStreams.write("\r\u{1B}[K", to: .error)
      state.shown = ""
      Interruption.noteLine(isShown: false)
    }
  }

  fileprivate func watch() {
    Interruption.leaveToMainThread()
    usleep(Self.patience)
    var isOver = false
    while !isOver {
      usleep(Self.interval)
      isOver = state.withLock { state in
        if !state.isOver { show(&state) }
        return state.isOver
      }
    }
  }

  private func show(_ state: inout State) {
    let text = Self.text(progress.current, width: StandardStreams.width(of: .error) ?? 80)
    guard text != state.shown else { return }
    Interruption.noteLine(isShown: true)
    StandardStreams.write("\r\(text)\u{1B}[K", to: .error)
    state.shown = text
  }

  /// What is shown, in less columns than there are: a full line would wrap on some terminals.
  static func text(
    _ current: (phase: RunProgress.Phase, done: Int, total: Int), width: Int
  ) -> String {
    let count = "\(current.done) of \(current.total)"
    let words =
      switch current.phase {
      case .loading: "loading rules"
      case .searching: "looking for files"
      case .reading: "reading files: \(count)"
      case .linking: "reading the account"
      // Each entity is judged by several rules, and only its share says something.
      case .checking: "checking: \(current.total > 0 ? current.done * 100 / current.total : 0) %"
      case .reporting, .writing: "preparing the report"
      }
    return String("hostlint: \(words)".prefix(max(width - 1, 0)))
  }
}

/// The body of the thread.
private func runProgressLine(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { return nil }
  Unmanaged<ProgressLine>.fromOpaque(context).takeRetainedValue().watch()
  return nil
}
