internal import Diagnostics

extension ConditionReference {
  /// What a name stands for that is no object and no type, or which one was meant: one sentence.
  func meaning(of name: String) -> String {
    // `subscription.pack`: the field of an object.
    let parts = name.split(separator: ".", omittingEmptySubsequences: true).map(String.init)
    if parts.count > 1, let field = parts.last {
      if let object = objects.first(where: { $0.name == parts[0] }) {
        return parts.count > 2 || object.fields.contains { $0.name == field }
          ? "`hostlint fields \(object.name)` tells about '\(name)'"
          : "\(object.name) has no field '\(field)'"
            + suggestion(for: field, among: object.fields.map(\.name))
      }
      return meaning(of: field)
    }
    let owners = objects.filter { $0.fields.contains { $0.name == name } }.map(\.name)
    if let first = owners.first {
      return "'\(name)' is a field of \(owners.joined(separator: ", ")); "
        + "`hostlint fields \(first)` tells about it"
    }
    if objects.contains(where: { $0.variables.contains { $0.name == name } }) {
      return "'\(name)' can be named in the conditions of rules; "
        + "`hostlint fields` lists such names with each kind"
    }
    if functions.contains(where: { $0.name == name }) {
      return "'\(name)' is a function; `hostlint fields` lists them behind the objects"
    }
    let fields = Set(objects.flatMap { $0.fields.map(\.name) }).sorted()
    let known = objects.map(\.name) + types.map(\.name)
    return "rules know nothing called '\(name)'"
      + (Suggestion.closest(to: name, among: known + fields) == nil
        ? "; there is \(known.joined(separator: ", "))"
        : suggestion(for: name, among: known + fields))
  }

  private func suggestion(for word: String, among names: [String]) -> String {
    Suggestion.closest(to: word, among: names).map { "; did you mean '\($0)'?" } ?? ""
  }
}
