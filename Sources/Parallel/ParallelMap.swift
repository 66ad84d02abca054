internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The number of processors that this process may use, at least one.
package var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

/// Calls a function for each of `count` numbers, on several threads, and gives the results by number.
///
/// Threads of the system's own: the pools of Dispatch and of Swift's concurrency take longer to start
/// than most runs do in all. The calling thread works too; with one thread, or where no other can be
/// started, it does everything. Numbers are taken in order, but end in any.
///
/// - Parameter threads: How many threads work, the calling one among them.
package func parallelMap<Result: Sendable>(
  _ count: Int, threads: Int, _ body: @Sendable (Int) -> Result
) -> [Result] {
  guard threads > 1, count > 1 else { return (0..<count).map(body) }
  return withoutActuallyEscaping(body) { body in
    let work = ParallelWork(count: count, body)
    var others: [pthread_t] = []
    for _ in 1..<min(threads, count) {
      guard let thread = start(work) else { break }
      others.append(thread)
    }
    work.run()
    for thread in others { pthread_join(thread, nil) }
    return work.results()
  }
}

/// Does two things, at once where there may be two threads.
///
/// - Parameters:
///   - threads: How many threads may work, the calling one among them.
///   - other: What another thread does.
///   - own: What the calling thread does.
/// - Returns: What the other gave.
package func concurrently<Result: Sendable>(
  threads: Int, _ other: @Sendable () -> Result, and own: () -> Void
) -> Result {
  withoutActuallyEscaping(other) { other in
    let work = ParallelWork(count: 1) { _ in other() }
    let thread = threads > 1 ? start(work) : nil
    if thread == nil { work.run() }
    own()
    if let thread { pthread_join(thread, nil) }
    return work.results()[0]
  }
}

/// Starts a thread that works until nothing is left; nil where the system has no more of them.
private func start(_ work: any Work) -> pthread_t? {
  var attributes = pthread_attr_t()
  guard pthread_attr_init(&attributes) == 0 else { return nil }
  defer { pthread_attr_destroy(&attributes) }
  // As much as the main thread has: musl gives others a hundredth of it.
  pthread_attr_setstacksize(&attributes, 8 << 20)
  let handle = Unmanaged.passRetained(Handle(work))
  #if canImport(Darwin)
  var thread: pthread_t?
  #else
  var thread = pthread_t()
  #endif
  guard pthread_create(&thread, &attributes, runWork, handle.toOpaque()) == 0 else {
    handle.release()
    return nil
  }
  return thread
}

#if canImport(Darwin)
private func runWork(_ handle: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
  Unmanaged<Handle>.fromOpaque(handle).takeRetainedValue().work.run()
  return nil
}
#else
private func runWork(_ handle: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let handle { Unmanaged<Handle>.fromOpaque(handle).takeRetainedValue().work.run() }
  return nil
}
#endif

private protocol Work {
  func run()
}

/// What is handed to a thread.
private final class Handle {
  let work: any Work

  init(_ work: any Work) {
    self.work = work
  }
}

/// The numbers that are left, and the results.
private final class ParallelWork<Result: Sendable>: Work, Sendable {
  private let count: Int
  private let next = Atomic(0)
  private let body: @Sendable (Int) -> Result
  private let finished: Mutex<[Result?]>

  init(count: Int, _ body: @escaping @Sendable (Int) -> Result) {
    self.count = count
    self.body = body
    finished = Mutex(Array(repeating: nil, count: count))
  }

  func run() {
    while true {
      let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard number < count else { return }
      let result = body(number)
      finished.withLock { $0[number] = result }
    }
  }

  func results() -> [Result] { finished.withLock { $0.compactMap(\.self) } }
}
