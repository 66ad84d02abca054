internal import Diagnostics
package import HostingModel
package import YAML

/// The types that a rule's parameters may have.
package enum ParameterType: String, CaseIterable, Sendable {
  case bool
  case int
  case double
  case string
  case strings = "list(string)"
  case quantity
  case date
}

/// The value of a rule's parameter.
package enum ParameterValue: Hashable, Sendable {
  case bool(Bool)
  case int(Int64)
  case double(Double)
  case string(String)
  case strings([String])
  case quantity(Quantity)
  case date(CalendarDate)
}

extension ParameterValue {
  /// The same value where a number without a unit takes the unit of another value, which is the
  /// parameter's default: where that is a size, the number is one in bytes.
  package func withUnit(of standard: ParameterValue) -> ParameterValue {
    guard case .quantity(let value) = self, case .quantity(let standard) = standard,
      value.unit == .count, standard.unit == .bytes
    else { return self }
    return .quantity(Quantity(value.amount, .bytes))
  }

  /// Reads a parameter's value from a node; nil where it is not of the type.
  package init?(_ node: NodeID, type: ParameterType, in tree: Tree) {
    if type == .strings {
      guard tree.kind(node) == .sequence else { return nil }
      let items = tree.items(of: node).map(tree.resolve)
      guard items.allSatisfy({ tree.kind($0) == .scalar }) else { return nil }
      self = .strings(items.map(tree.string))
      return
    }
    guard tree.kind(node) == .scalar else { return nil }
    switch (type, tree.scalar(node)) {
    case (.bool, .bool(let value)): self = .bool(value)
    case (.int, .int(let value)): self = .int(value)
    case (.double, .float(let value)) where value.isFinite: self = .double(value)
    case (.double, .int(let value)): self = .double(Double(value))
    case (.string, let value) where value != .null: self = .string(tree.string(node))
    case (.quantity, _):
      let text = tree.string(node)
      // A number alone is a count; a size has its unit.
      if case .success(let count) = Quantity.parse(text, unit: .count) {
        self = .quantity(count)
      } else if case .success(let size) = Quantity.parse(text, unit: .bytes) {
        self = .quantity(size)
      } else {
        return nil
      }
    case (.date, _):
      guard let date = CalendarDate(tree.string(node)) else { return nil }
      self = .date(date)
    default: return nil
    }
  }
}

extension RuleFile {
  /// Reads values of the rule's parameters from a mapping by name; what is no parameter or no value
  /// of one is reported.
  package func parameterValues(
    _ entry: Tree.Entry, _ document: inout DocumentReader
  ) -> [String: ParameterValue] {
    let tree = document.tree
    guard let entries = document.mapping(entry.value) else {
      document.report(tree.firstToken(of: entry.value), "`params` is a mapping by name")
      return [:]
    }
    var values: [String: ParameterValue] = [:]
    for entry in entries {
      let name = document.name(of: entry)
      guard let parameter = params.first(where: { $0.name == name }) else {
        document.reportUnknown(
          entry.key, "the rule `\(id)` has no parameter `\(name)`", among: params.map(\.name),
          fallback: params.isEmpty
            ? "It has no parameters." : "Parameters: \(params.map(\.name).joined(separator: ", "))."
        )
        continue
      }
      let node = tree.resolve(entry.value)
      if let read = ParameterValue(node, type: parameter.type, in: tree) {
        let value = read.withUnit(of: parameter.value)
        values[name] = value
        if let fault = parameter.range.fault(of: value) {
          let item = fault.item.flatMap { item in
            tree.kind(node) == .sequence ? Array(tree.items(of: node))[item] : nil
          }
          document.report(
            tree.firstToken(of: item ?? entry.value), "`\(name)` \(fault.message)",
            help: fault.help)
        }
      } else {
        document.report(
          tree.firstToken(of: entry.value), "`\(name)` must be \(parameter.type.phrase)")
      }
    }
    return values
  }
}

extension ParameterType {
  /// How a text of the command line was most likely meant that is no value; nil where that is not
  /// known.
  package func correction(of text: String) -> String? {
    guard self == .strings, !text.isEmpty, !text.contains(where: { "[]{}\"'".contains($0) }) else {
      return nil
    }
    let items = text.split(separator: ",").map { String($0).trimmingSpaces() }
    return "[\(items.joined(separator: ", "))]"
  }

  /// What a value of it is called, with an article and an example.
  package var phrase: String {
    switch self {
    case .bool: "`true` or `false`"
    case .int: "a whole number such as 3"
    case .double: "a number such as 0.8"
    case .string: "text"
    case .strings: "a list of texts"
    case .quantity: "an amount such as 5 GB, 12 or unlimited"
    case .date: "a date such as 2027-06-30"
    }
  }
}
