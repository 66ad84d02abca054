internal import SourceText

/// Why an evaluation has no value.
enum ErrorCode: Sendable {
  case variableNotSet, fieldNotPresent, noSuchField, undeclaredName, noSuchOverload
  case divisionByZero, modulusByZero, overflow, outOfRange
  case noSuchKey, repeatedKey, unsupportedKey, indexOutOfBounds
  case incomparable, emptyOptional, notAnOptional
  case costLimit, sizeLimit
  /// The record's text says it all.
  case message
}

/// What an error value refers to.
struct ErrorRecord: Sendable {
  let code: ErrorCode
  var text = ""
  var first = Value.null
  var second = Value.null
  /// Where in the expression, set by the innermost call that knows.
  var range: SourceRange?
}
