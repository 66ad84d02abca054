internal import Diagnostics
internal import HostingModel

/// What the values of a parameter may be, beside their type.
package struct ParameterRange: Hashable, Sendable {
  /// The smallest value; of numbers, amounts and dates.
  package var minimum: ParameterValue?
  /// The largest one.
  package var maximum: ParameterValue?
  /// Every text that there is; of texts, alone or in a list. Nil where any may stand.
  package var values: [String]?

  /// What is wrong with a value.
  package struct Fault: Sendable {
    /// The end of a sentence that starts with the parameter: "must be from 0 to 1".
    package let message: String
    /// What to write instead.
    package let help: String
    /// Which item of a list it is.
    package let item: Int?
  }

  /// Why a value is outside of the range; nil where it is within.
  package func fault(of value: ParameterValue) -> Fault? {
    if let minimum, value.isBelow(minimum) { return Fault(message: bounds, help: "", item: nil) }
    if let maximum, maximum.isBelow(value) { return Fault(message: bounds, help: "", item: nil) }
    guard let values else { return nil }
    let texts: [String]
    switch value {
    case .string(let text): texts = [text]
    case .strings(let list): texts = list
    default: return nil
    }
    guard let item = texts.firstIndex(where: { !values.contains($0) }) else { return nil }
    let near = Suggestion.closest(to: texts[item], among: values)
    return Fault(
      message: "cannot \(texts.count > 1 ? "hold" : "be") `\(texts[item])`",
      help: near.map { "Did you mean `\($0)`?" }
        ?? "Write one of: \(values.map { "`\($0)`" }.joined(separator: ", ")).",
      item: item)
  }

  private var bounds: String {
    switch (minimum, maximum) {
    case (let minimum?, let maximum?): "must be from \(minimum.text) to \(maximum.text)"
    case (let minimum?, nil): "must be \(minimum.text) or \(minimum.isDate ? "later" : "more")"
    case (nil, let maximum?): "must be \(maximum.text) or \(maximum.isDate ? "earlier" : "less")"
    case (nil, nil): ""
    }
  }
}

extension ParameterType {
  /// Whether its values have an order.
  var isOrdered: Bool {
    switch self {
    case .int, .double, .quantity, .date: true
    case .bool, .string, .strings: false
    }
  }

  /// Whether its values are texts.
  var isText: Bool { self == .string || self == .strings }
}

extension ParameterValue {
  /// Whether it is less than another value of its type.
  fileprivate func isBelow(_ other: ParameterValue) -> Bool {
    switch (self, other) {
    case (.int(let left), .int(let right)): left < right
    case (.double(let left), .double(let right)): left < right
    case (.quantity(let left), .quantity(let right)): left < right
    case (.date(let left), .date(let right)): left < right
    default: false
    }
  }

  fileprivate var isDate: Bool { if case .date = self { true } else { false } }

  /// A value that has an order, for a message.
  fileprivate var text: String {
    switch self {
    case .int(let value): String(value)
    case .double(let value):
      Int64(exactly: value).map { String($0) } ?? String(value)
    case .quantity(let value): value.description
    case .date(let value): value.description
    case .bool, .string, .strings: ""
    }
  }
}
