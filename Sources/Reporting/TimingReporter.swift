package import Diagnostics

/// Tells how long the phases of a run took, in aligned columns.
package enum TimingReporter {
  /// The text, in whole lines.
  package static func string(_ times: PhaseTimes) -> String {
    let isShared = times.threads > 1
    var rows = [["phase", "ms", "share"] + (isShared ? ["ms on other threads"] : [])]
    for entry in times.phases {
      rows.append(
        [name(entry.phase), milliseconds(entry.nanoseconds), share(entry, of: times.total)]
          + (isShared ? [milliseconds(entry.nanosecondsElsewhere)] : []))
    }
    rows.append(["total", milliseconds(times.total), "100 %"])
    rows.append(["peak memory", decimal(times.peakMemory / 100_000), "MB"])
    rows.append(["threads", String(times.threads)])
    let widths = (0..<4).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { line($0, widths) + "\n" }.joined()
  }

  private static func line(_ row: [String], _ widths: [Int]) -> String {
    row.indices.map { column in
      let padding = String(repeating: " ", count: max(0, widths[column] - row[column].count))
      if column == 0 { return row[column] + padding }
      return row[column] == "MB" ? row[column] : padding + row[column]
    }.joined(separator: "  ")
  }

  private static func name(_ phase: RunProgress.Phase) -> String {
    switch phase {
    case .loading: "load rules"
    case .searching: "read"
    case .reading: "tree"
    case .linking: "model"
    case .checking: "check"
    case .reporting: "findings"
    case .writing: "report"
    }
  }

  private static func share(_ entry: PhaseTimes.Entry, of total: UInt64) -> String {
    let share = total == 0 ? 0 : Double(entry.nanoseconds) / Double(total) * 100
    return "\(Int(share.rounded())) %"
  }

  private static func milliseconds(_ nanoseconds: UInt64) -> String {
    decimal(Int(clamping: (nanoseconds + 50_000) / 100_000))
  }

  /// A number of tenths, `1234` as `123.4`.
  private static func decimal(_ tenths: Int) -> String { "\(tenths / 10).\(tenths % 10)" }
}
