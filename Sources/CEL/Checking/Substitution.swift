/// What the type variables of one expression stand for so far.
///
/// Assignability follows the type system of the CEL specification as cel-go's
/// checker has it: a variable that meets two agreeing types takes the more
/// general one.
struct Substitution: Sendable {
  /// By the variable's number; nil where it stands for nothing yet.
  private var bindings: [CELType?] = []

  mutating func freshVariable() -> CELType {
    bindings.append(nil)
    return .variable(bindings.count - 1)
  }

  private func bound(_ number: Int) -> CELType? {
    bindings.indices.contains(number) ? bindings[number] : nil
  }

  private mutating func bind(_ number: Int, to type: CELType) {
    if bindings.indices.contains(number) { bindings[number] = type }
  }

  /// A signature's types with a fresh variable for each of its parameters.
  mutating func instantiate(_ types: [CELType]) -> [CELType] {
    var variables: [(name: String, type: CELType)] = []
    return types.map { instantiate($0, &variables) }
  }

  private mutating func instantiate(
    _ type: CELType, _ variables: inout [(name: String, type: CELType)]
  ) -> CELType {
    switch type {
    case .parameter(let name):
      if let known = variables.first(where: { $0.name == name }) { return known.type }
      let variable = freshVariable()
      variables.append((name, variable))
      return variable
    case .list(let element): return .list(instantiate(element, &variables))
    case .optional(let wrapped): return .optional(instantiate(wrapped, &variables))
    case .map(let key, let value):
      return .map(instantiate(key, &variables), instantiate(value, &variables))
    case .opaque(let name, let parameters):
      return .opaque(name, parameters.map { instantiate($0, &variables) })
    case .type(let type): return .type(instantiate(type, &variables))
    default: return type
    }
  }

  /// The type with its variables replaced as far as they are known; the others
  /// stay, or become `dyn`.
  func resolve(_ type: CELType, variablesToDyn: Bool = false) -> CELType {
    switch type {
    case .variable(let number):
      if let bound = bound(number) { return resolve(bound, variablesToDyn: variablesToDyn) }
      return variablesToDyn ? .dyn : type
    case .list(let element): return .list(resolve(element, variablesToDyn: variablesToDyn))
    case .optional(let wrapped):
      return .optional(resolve(wrapped, variablesToDyn: variablesToDyn))
    case .map(let key, let value):
      return .map(
        resolve(key, variablesToDyn: variablesToDyn),
        resolve(value, variablesToDyn: variablesToDyn))
    case .opaque(let name, let parameters):
      return .opaque(name, parameters.map { resolve($0, variablesToDyn: variablesToDyn) })
    case .type(let type): return .type(resolve(type, variablesToDyn: variablesToDyn))
    default: return type
    }
  }

  /// Whether two types differ whatever their variables stand for; looks at plain
  /// types alone, which is enough to pass over most overloads of an operator.
  static func cannotAgree(_ wanted: CELType, _ type: CELType) -> Bool {
    guard let first = wanted.plainRank, let second = type.plainRank else { return false }
    return first != second
  }

  /// Whether values of the second type can stand where the first is wanted;
  /// variables are bound on the way, and stay bound only where it is so.
  mutating func assign(_ type: CELType, to wanted: CELType) -> Bool {
    var trial = self
    guard trial.isAssignable(wanted, type) else { return false }
    self = trial
    return true
  }

  /// The same for the arguments of a call.
  mutating func assign(_ types: [CELType], to wanted: [CELType]) -> Bool {
    guard types.count == wanted.count else { return false }
    var trial = self
    for (type, wanted) in zip(types, wanted) where !trial.isAssignable(wanted, type) {
      return false
    }
    self = trial
    return true
  }

  /// Whether the second type can stand for the first; `joining` where both are to
  /// become one type, which null and a nullable type can, as `dyn`.
  private mutating func isAssignable(
    _ first: CELType, _ second: CELType, joining: Bool = false
  ) -> Bool {
    if case .variable(let number) = second {
      let (valid, wasBound) = isValidBinding(first, number)
      if valid { return true }
      if wasBound { return false }
    }
    if case .variable(let number) = first { return isValidBinding(second, number).valid }
    if first.isDynamic || second.isDynamic { return true }
    if first.isNull { return second.isNull || joining && isNullable(second) }
    if second.isNull { return joining && isNullable(first) }
    switch (first, second) {
    case (.list(let left), .list(let right)), (.optional(let left), .optional(let right)):
      return isAssignable(left, right, joining: joining)
    case (.map(let leftKey, let leftValue), .map(let rightKey, let rightValue)):
      return isAssignable(leftKey, rightKey, joining: joining)
        && isAssignable(leftValue, rightValue, joining: joining)
    case (.opaque(let left, let leftParameters), .opaque(let right, let rightParameters)):
      guard left == right, leftParameters.count == rightParameters.count else { return false }
      for (left, right) in zip(leftParameters, rightParameters)
      where !isAssignable(left, right, joining: joining) {
        return false
      }
      return true
    case (.type, .type): return true
    default: return first == second
    }
  }

  /// Types that null goes together with in a list, a choice or a comparison; it is
  /// no argument for them. A declared object's absent
  /// field is no null, and an amount never is.
  private func isNullable(_ type: CELType) -> Bool {
    switch type {
    case .timestamp, .duration, .optional: true
    default: false
    }
  }

  private mutating func isValidBinding(
    _ type: CELType, _ number: Int
  ) -> (valid: Bool, wasBound: Bool) {
    if case .variable(number) = type { return (true, true) }
    if let bound = bound(number) {
      if type == bound { return (true, true) }
      guard isAssignable(type, bound, joining: true) else { return (false, true) }
      let general = mostGeneral(type, bound)
      if !occurs(number, in: general) { bind(number, to: general) }
      return (true, true)
    }
    guard !occurs(number, in: type) else { return (false, false) }
    bind(number, to: type)
    return (true, false)
  }

  private func occurs(_ number: Int, in type: CELType) -> Bool {
    switch type {
    case .variable(let other):
      if other == number { return true }
      return bound(other).map { occurs(number, in: $0) } ?? false
    case .list(let element), .optional(let element), .type(let element):
      return occurs(number, in: element)
    case .map(let key, let value): return occurs(number, in: key) || occurs(number, in: value)
    case .opaque(_, let parameters): return parameters.contains { occurs(number, in: $0) }
    default: return false
    }
  }

  func mostGeneral(_ first: CELType, _ second: CELType) -> CELType {
    if let joined = joinedWithNull(first, second) { return joined }
    return isEqualOrLessSpecific(first, second) ? first : second
  }

  /// The type of what may be null or a value, which only `dyn` tells; nil where null
  /// stands in neither type.
  private func joinedWithNull(_ first: CELType, _ second: CELType) -> CELType? {
    switch (first, second) {
    case (.null, .null), (.null, .variable), (.variable, .null): return nil
    case (.null, _), (_, .null): return .dyn
    case (.list(let left), .list(let right)):
      return joinedWithNull(left, right).map { .list($0) }
    case (.optional(let left), .optional(let right)):
      return joinedWithNull(left, right).map { .optional($0) }
    case (.map(let leftKey, let left), .map(let rightKey, let right)):
      return joinedWithNull(left, right).map { .map(mostGeneral(leftKey, rightKey), $0) }
    default: return nil
    }
  }

  private func isEqualOrLessSpecific(_ first: CELType, _ second: CELType) -> Bool {
    if first.isDynamic { return true }
    if case .variable = first { return true }
    if second.isDynamic { return false }
    if case .variable = second { return false }
    switch (first, second) {
    case (.list(let left), .list(let right)), (.optional(let left), .optional(let right)):
      return isEqualOrLessSpecific(left, right)
    case (.map(let leftKey, let leftValue), .map(let rightKey, let rightValue)):
      return isEqualOrLessSpecific(leftKey, rightKey)
        && isEqualOrLessSpecific(leftValue, rightValue)
    case (.opaque(let left, let leftParameters), .opaque(let right, let rightParameters)):
      return left == right && leftParameters.count == rightParameters.count
        && zip(leftParameters, rightParameters).allSatisfy { isEqualOrLessSpecific($0, $1) }
    case (.type, .type): return true
    default: return first == second
    }
  }

  /// The type of a list's elements or of both results of a choice: the more
  /// general of two that agree, else `dyn`.
  mutating func join(_ first: CELType, _ second: CELType) -> CELType? {
    var trial = self
    guard trial.isAssignable(first, second, joining: true) else { return nil }
    self = trial
    return mostGeneral(first, second)
  }
}
