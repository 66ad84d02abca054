package import SourceText

/// A fault in an expression.
package struct ExpressionError: Hashable, Sendable {
  /// UTF-8 offsets in the expression's text.
  package let range: SourceRange
  /// One line, no full stop.
  package let message: String
  /// What to do about it, one line; nil where nothing is to be said.
  package let help: String?

  init(_ range: SourceRange, _ message: String, help: String? = nil) {
    self.range = range
    self.message = message
    self.help = help
  }
}

/// The faults of one expression, in the order of their places; never empty.
package struct ExpressionErrors: Error, Hashable, Sendable {
  package let errors: [ExpressionError]
}
