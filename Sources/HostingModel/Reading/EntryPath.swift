internal import YAML

/// Where in its document the reader is: `customers[2].subscriptions[0]`.
///
/// It is kept while reading, because a search for the way to a node goes through all of the
/// node's siblings, and a file with a fault in each of them would take quadratic time.
struct EntryPath: Sendable {
  private enum Step {
    case key(StaticString)
    case item(Int)
  }

  private var steps: [Step] = []

  /// Goes to an item of the list that a key holds.
  mutating func enter(_ key: StaticString, item: Int) {
    steps.append(.key(key))
    steps.append(.item(item))
  }

  /// Goes to the mapping that a key holds.
  mutating func enter(_ key: StaticString) {
    steps.append(.key(key))
  }

  /// Goes back to where the path was before.
  mutating func leave(_ stepCount: Int) {
    steps.removeLast(min(stepCount, steps.count))
  }

  /// The path of a field below it.
  func path(of field: String) -> String {
    var path = ""
    for step in steps {
      switch step {
      case .key(let key): path += path.isEmpty ? "\(key)" : ".\(key)"
      case .item(let index): path += "[\(index)]"
      }
    }
    if path.isEmpty || field.isEmpty { return path + field }
    return path + "." + field
  }
}
