/// A part of a regular expression.
indirect enum PatternNode: Sendable {
  case empty
  /// A character of the set with this number.
  case set(Int)
  case assertion(Pattern.Assertion)
  case sequence([PatternNode])
  case choice([PatternNode])
  case repetition(PatternNode, Int, Int?)
}
