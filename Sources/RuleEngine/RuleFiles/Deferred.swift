internal import Synchronization

/// A value that is made when it is first asked for, once for all threads.
final class Deferred<Value: Sendable>: Sendable {
  private let stored: Mutex<Value?>
  private let make: @Sendable () -> Value

  init(_ make: @escaping @Sendable () -> Value) {
    stored = Mutex(nil)
    self.make = make
  }

  /// A value that is there already.
  init(_ value: Value) {
    stored = Mutex(value)
    make = { value }
  }

  var value: Value {
    stored.withLock { stored in
      if let value = stored { return value }
      let value = make()
      stored = value
      return value
    }
  }
}
