/// A part of a YAML file that is to be written.
package indirect enum Fragment: Hashable, Sendable {
  case scalar(Spelling)
  case list([Item], Layout = .automatic)
  case mapping([Member], Layout = .automatic)

  /// How a collection stands.
  package enum Layout: Hashable, Sendable {
    /// In brackets or braces where it fits on the rest of the line, else by indentation.
    case automatic
    /// By indentation.
    case block
  }

  package struct Item: Hashable, Sendable {
    package let value: Fragment
    /// Whether an empty line stands before it.
    package var isApart = false
    /// What is said behind it, one line; empty for nothing. It keeps a list out of brackets.
    package var remark = ""

    package init(_ value: Fragment) {
      self.value = value
    }
  }

  package struct Member: Hashable, Sendable {
    package let key: Fragment
    package let value: Fragment
    /// Whether an empty line stands before it.
    package var isApart = false
    /// What is said above it, a line each.
    package var comment: [String] = []

    package init(_ key: Fragment, _ value: Fragment) {
      self.key = key
      self.value = value
    }

    /// A member whose key is a word that needs no quotes.
    package init(_ key: String, _ value: Fragment) {
      self.init(.scalar(.value(key)), value)
    }
  }

  package static func text(_ text: String) -> Fragment { .scalar(.text(text)) }
}
