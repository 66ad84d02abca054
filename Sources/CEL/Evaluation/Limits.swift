/// The bounds that keep an expression from hanging or exhausting the run.
package enum Limits {
  /// The bytes of an expression's text.
  package static let expressionBytes = 100_000
  /// How deep an expression's tree may be; `&&` and `||` in a row count once.
  package static let depth = 200
  /// Steps of one evaluation: one for each turn of a comprehension and each
  /// 16 bytes or elements that a function looks at or makes.
  package static let cost = 1_000_000
  /// The bytes of all strings that evaluations make between two resets.
  package static let stringBytes = 32 << 20
  /// The elements of all lists and maps that evaluations make between two resets.
  package static let elements = 2 << 20
  /// Errors with a text of their own between two resets; later ones share one.
  static let errorRecords = 1000
  /// The instructions of a compiled regular expression.
  package static let patternInstructions = 10_000
}
