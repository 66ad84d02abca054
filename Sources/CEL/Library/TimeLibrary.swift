/// Timestamps and durations (langdef, "Dates and Times").
extension Library {
  static let timeLibrary: Library = {
    var library = Library("time")
    library.addTimeConversions()
    library.addTimeArithmetic()
    library.addTimeParts()
    return library
  }()

  private mutating func addTimeConversions() {
    add(
      "timestamp",
      .function(.timestamp, .timestamp) { $1 },
      .function(.string, .timestamp) { context, value in
        TimeText.parseTimestamp(context.bytes(value)).map {
          .timestamp(seconds: $0.seconds, nanoseconds: $0.nanoseconds)
        } ?? context.conversion(value, "timestamp")
      },
      .function(.int, .timestamp) { $0.timestamp($1.intBits, 0) })
    add(
      "duration",
      .function(.duration, .duration) { $1 },
      .function(.string, .duration) { context, value in
        TimeText.parseDuration(context.bytes(value)).map {
          .duration(seconds: $0.seconds, nanoseconds: $0.nanoseconds)
        } ?? context.conversion(value, "duration")
      })
  }

  private mutating func addTimeArithmetic() {
    add("_+_", .function(.timestamp, .duration, .timestamp) { $0.sum($1, $2, isTimestamp: true) })
    add("_+_", .function(.duration, .timestamp, .timestamp) { $0.sum($2, $1, isTimestamp: true) })
    add("_+_", .function(.duration, .duration, .duration) { $0.sum($1, $2, isTimestamp: false) })
    add(
      "_-_",
      .function(.timestamp, .duration, .timestamp) {
        $0.sum($1, $0.negated($2), isTimestamp: true)
      },
      .function(.duration, .duration, .duration) {
        $0.sum($1, $0.negated($2), isTimestamp: false)
      },
      .function(.timestamp, .timestamp, .duration) {
        $0.sum($1, $0.negated($2), isTimestamp: false)
      })
    add(
      "-_",
      .function(.duration, .duration) {
        let negated = $0.negated($1)
        return $0.duration(negated.intBits, Int32(bitPattern: negated.extra))
      })
  }

  private mutating func addTimeParts() {
    let parts: [(String, @Sendable (CivilTime) -> Int)] = [
      ("getFullYear", { $0.year }), ("getMonth", { $0.month - 1 }),
      ("getDayOfYear", { $0.dayOfYear }), ("getDayOfMonth", { $0.day - 1 }),
      ("getDate", { $0.day }), ("getDayOfWeek", { $0.weekday }),
      ("getHours", { $0.hour }), ("getMinutes", { $0.minute }), ("getSeconds", { $0.second }),
    ]
    for (name, part) in parts {
      add(
        name,
        .member(.timestamp, .int) { .int(part($0.civilTime($1, offset: 0))) },
        .member(.timestamp, .string, .int) { context, value, zone in
          // The database is on disk.
          guard context.charge(50) else { return context.fail(.costLimit) }
          return switch TimeZones.offset(of: context.decoded(zone), at: value.intBits) {
          case .success(let offset): .int(part(context.civilTime(value, offset: offset)))
          case .failure(let error): context.fail(error.message)
          }
        })
    }
    let milliseconds: @Sendable (EvaluationContext, Value) -> Value = {
      .int(Int64(Int32(bitPattern: $1.extra) / 1_000_000))
    }
    add(
      "getMilliseconds", .member(.timestamp, .int, milliseconds),
      .member(.timestamp, .string, .int) { context, value, zone in
        guard context.charge(50) else { return context.fail(.costLimit) }
        if case .failure(let error) = TimeZones.offset(
          of: context.decoded(zone), at: value.intBits)
        {
          return context.fail(error.message)
        }
        return milliseconds(context, value)
      },
      .member(.duration, .int, milliseconds))
    add("getHours", .member(.duration, .int) { .int($1.intBits / 3600) })
    add("getMinutes", .member(.duration, .int) { .int($1.intBits / 60) })
    add("getSeconds", .member(.duration, .int) { .int($1.intBits) })
  }
}

extension EvaluationContext {
  /// A timestamp, or an error outside the years 1 to 9999.
  func timestamp(_ seconds: Int64, _ nanoseconds: Int32) -> Value {
    CivilTime.range.contains(seconds)
      ? .timestamp(seconds: seconds, nanoseconds: nanoseconds)
      : fail(.outOfRange, text: "a timestamp lies in the years 1 to 9999")
  }

  /// A duration, or an error beyond 64 bits of nanoseconds.
  func duration(_ seconds: Int64, _ nanoseconds: Int32) -> Value {
    let (product, first) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (_, second) = product.addingReportingOverflow(Int64(nanoseconds))
    return first || second
      ? fail(.outOfRange, text: "a duration has 64 bits of nanoseconds")
      : .duration(seconds: seconds, nanoseconds: nanoseconds)
  }

  func negated(_ duration: Value) -> Value {
    // Durations stay far from the least 64-bit number of seconds.
    .duration(
      seconds: 0 &- duration.intBits, nanoseconds: 0 &- Int32(bitPattern: duration.extra))
  }

  /// The sum of two spans, or of a point in time and a span.
  func sum(_ left: Value, _ right: Value, isTimestamp: Bool) -> Value {
    var (seconds, overflow) = left.intBits.addingReportingOverflow(right.intBits)
    guard !overflow else { return fail(.outOfRange) }
    var nanoseconds = Int64(Int32(bitPattern: left.extra)) + Int64(Int32(bitPattern: right.extra))
    seconds &+= nanoseconds / 1_000_000_000
    nanoseconds %= 1_000_000_000
    if nanoseconds < 0, isTimestamp || seconds > 0 {
      seconds &-= 1
      nanoseconds += 1_000_000_000
    } else if nanoseconds > 0, !isTimestamp, seconds < 0 {
      seconds &+= 1
      nanoseconds -= 1_000_000_000
    }
    let rest = Int32(truncatingIfNeeded: nanoseconds)
    return isTimestamp ? timestamp(seconds, rest) : duration(seconds, rest)
  }

  func civilTime(_ timestamp: Value, offset: Int64) -> CivilTime {
    CivilTime(seconds: timestamp.intBits &+ offset)
  }
}
