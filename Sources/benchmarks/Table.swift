/// Results in columns: numbers to the right, words to the left.
struct Table {
  let title: String
  let columns: [String]
  private(set) var rows: [[String]] = []
  /// What a reader should know, one sentence each.
  var notes: [String] = []

  init(_ title: String, _ columns: [String]) {
    self.title = title
    self.columns = columns
  }

  mutating func add(_ row: [String]) { rows.append(row) }

  /// For a terminal.
  var plain: String {
    var lines = [title, line(columns)]
    lines += rows.map(line)
    return (lines + notes).joined(separator: "\n")
  }

  /// For a page.
  var markdown: String {
    let rule = columns.indices.map { isNumeric($0) ? "---:" : "---" }
    var lines = ["**\(title)**", ""]
    lines += ([columns, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
    return (lines + (notes.isEmpty ? [] : [""]) + notes).joined(separator: "\n") + "\n"
  }

  private func line(_ cells: [String]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: width(index) - cell.count)
      line += (index > 0 ? "  " : "") + (isNumeric(index) ? padding + cell : cell + padding)
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  private func width(_ column: Int) -> Int {
    ([columns] + rows).map { $0[column].count }.max() ?? 0
  }

  private func isNumeric(_ column: Int) -> Bool {
    rows.allSatisfy { row in
      row[column].first.map { $0.isNumber || $0 == "-" || $0 == "–" } ?? true
    }
  }

  // MARK: Cells

  /// A number with three digits that count: `0.92`, `34.1`, `4,321`.
  static func number(_ number: Double) -> String {
    guard number.isFinite else { return "–" }
    let digits = number < 9.995 ? 2 : number < 99.95 ? 1 : 0
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = Int((number * scale).rounded())
    let whole = grouped(scaled / Int(scale))
    guard digits > 0 else { return whole }
    let fraction = String(scaled % Int(scale))
    return whole + "." + String(repeating: "0", count: digits - fraction.count) + fraction
  }

  static func megabytes(_ bytes: Double) -> String { number(bytes / 1e6) }

  /// A whole number with commas between its thousands.
  static func grouped(_ number: Int) -> String {
    let digits = String(number)
    return number < 1000
      ? digits : grouped(number / 1000) + "," + digits.suffix(3)
  }

  /// A bound, and whether a number keeps it.
  static func target(_ bound: Double?, _ number: Double) -> String {
    bound.map { "\(Table.number($0)) \(number <= $0 ? "met" : "missed")" } ?? "–"
  }
}
