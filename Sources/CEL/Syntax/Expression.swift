internal import SourceText

/// A node of an expression's tree, macros expanded.
struct Expression: Sendable {
  /// A number unique in its tree; the checker's findings are filed under it.
  let id: Int
  let range: SourceRange
  /// The height of the tree below, from 1.
  let depth: Int
  let kind: Kind

  indirect enum Kind: Sendable {
    case constant(Constant)
    /// A name, with a leading dot or without.
    case identifier(Name, isAbsolute: Bool)
    /// `operand.field`.
    case select(Expression, Name)
    /// `operand.?field`.
    case optionalSelect(Expression, Name)
    /// `has(operand.field)`.
    case has(Expression, Name)
    /// A function, a method or an operator.
    case call(Name, target: Expression?, [Expression])
    /// A chain of `&&` or of `||`, in reading order.
    case logical(isAnd: Bool, [Expression])
    case conditional(Expression, Expression, Expression)
    case list([Element])
    case map([Entry])
    /// `Name{…}`: read for a good error; there are no messages here.
    case message(Name)
    case comprehension(Comprehension)
    /// `cel.bind(name, value, body)`.
    case bind(Name, Expression, Expression)
    /// `optional.optMap(name, body)` and `optFlatMap`.
    case optionalMap(Expression, Name, Expression, isFlat: Bool)
    /// What could not be read; an error was reported.
    case invalid
  }

  /// A name and where it stands.
  struct Name: Sendable {
    let text: String
    let range: SourceRange
  }

  /// An element of a list literal; `?e` adds what the optional holds, if anything.
  struct Element: Sendable {
    let value: Expression
    let isOptional: Bool
  }

  /// An entry of a map literal.
  struct Entry: Sendable {
    let key: Expression
    let value: Expression
    let isOptional: Bool
  }

  /// A macro over the elements of a list or the entries of a map.
  struct Comprehension: Sendable {
    enum Operation: Sendable {
      case all, exists, existsOne
      /// `map` and `transformList`.
      case list
      case filter
      case map, mapEntry
      case sortBy
    }

    let operation: Operation
    /// The macro as it was written, for messages.
    let name: Name
    let range: Expression
    /// One name, or two: index or key, then element or value.
    let variables: [Name]
    let filter: Expression?
    let body: Expression
  }
}

extension Expression {
  /// The parts directly below, in reading order.
  var children: [Expression] {
    switch kind {
    case .constant, .identifier, .message, .invalid: []
    case .select(let operand, _), .optionalSelect(let operand, _), .has(let operand, _):
      [operand]
    case .call(_, let target, let arguments): [target].compactMap { $0 } + arguments
    case .logical(_, let terms): terms
    case .conditional(let condition, let first, let second): [condition, first, second]
    case .list(let elements): elements.map(\.value)
    case .map(let entries): entries.flatMap { [$0.key, $0.value] }
    case .comprehension(let comprehension):
      [comprehension.range] + [comprehension.filter].compactMap { $0 } + [comprehension.body]
    case .bind(_, let value, let body): [value, body]
    case .optionalMap(let target, _, let body, _): [target, body]
    }
  }
}

/// A value that stands in an expression's text.
indirect enum Constant: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(UInt64)
  /// UTF-8: `String` itself would take canonically equivalent texts for one.
  case string([UInt8])
  case bytes([UInt8])
  /// The type of a name.
  case type(String)
  case list([Constant])
  case timestamp(Int64, Int32)
  case duration(Int64, Int32)
}
