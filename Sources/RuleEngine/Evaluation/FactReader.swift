internal import CEL
internal import HostingModel
internal import SourceText
internal import YAML

/// Turns the model's values into values of the expression language.
///
/// A context has one, as its host: each thread then counts references to a reader of its own, and
/// none to the hierarchy, which would have the threads wait for each other at every field.
final class FactReader {
  let hosting: Hosting
  private let unmanagedHosting: Unmanaged<Hosting>
  /// The context that the reader belongs to, and that therefore outlives it.
  unowned(unsafe) private(set) var context: EvaluationContext

  /// A context for evaluations over a hierarchy.
  static func context(over hosting: Hosting) -> EvaluationContext {
    let reader = FactReader(hosting)
    let context = EvaluationContext(RuleScope.forEvaluation, host: reader)
    reader.context = context
    return context
  }

  private init(_ hosting: Hosting) {
    self.hosting = hosting
    unmanagedHosting = .passUnretained(hosting)
    // Replaced at once by the context that is made with this reader.
    context = Self.none
  }

  // Never evaluated with.
  nonisolated(unsafe) private static let none = EvaluationContext(RuleScope.forEvaluation)

  /// Reads something with the reader of a context and its hierarchy; unknown outside an evaluation
  /// over a hierarchy.
  ///
  /// Neither is retained: the context holds the reader, and that the hierarchy, for as long as the
  /// reading takes. The compiler does not see it, and counted references took a fifth of a check.
  @inline(__always)
  static func read(
    _ context: EvaluationContext, _ body: (FactReader, Hosting) -> Value
  ) -> Value {
    guard let host = context.unmanagedHost(as: FactReader.self) else { return .unknown }
    return host._withUnsafeGuaranteedRef { reader in
      reader.unmanagedHosting._withUnsafeGuaranteedRef { hosting in body(reader, hosting) }
    }
  }

  func text(_ string: String) -> Value { context.string(string) }

  /// A text as it reads in a file, decoded.
  func text(_ text: Text, in file: FileID) -> Value {
    hosting.tree(file).map { $0.withUTF8(text.node) { context.string(utf8: $0) } } ?? .unknown
  }

  /// A domain name in ASCII form.
  func domainName(_ name: NameID, in hosting: Hosting) -> Value {
    hosting.domainNames.withUTF8(name) { context.string(utf8: $0) }
  }

  /// A word of a closed set: one value for all places where it stands.
  func word(_ word: some SchemaWord) -> Value {
    context.keptValue(at: word.place) { context.intern(word.rawValue) }
  }

  func quantity(_ quantity: Quantity) -> Value { Schema.value(of: quantity) }

  func object(_ kind: ObjectKind, _ index: UInt32) -> Value { .object(kind.typeID, index) }

  func objects<Entity>(_ kind: ObjectKind, _ range: EntityRange<Entity>) -> Value {
    .objects(kind.typeID, start: range.start, count: range.count)
  }

  func objects(_ kind: ObjectKind, _ indices: some Sequence<UInt32>) -> Value {
    context.list(indices.map { .object(kind.typeID, $0) })
  }

  func texts(_ nodes: some Sequence<NodeID>, in file: FileID) -> Value {
    context.list(nodes.map { text(hosting.string(of: Text(node: $0), in: file)) })
  }

  func map(_ mapping: NodeID, in file: FileID) -> Value {
    guard let tree = hosting.tree(file) else { return .unknown }
    var pairs: [(key: Value, value: Value)] = []
    for entry in tree.mergedEntries(of: mapping) {
      let key = tree.resolve(entry.key)
      let value = tree.resolve(entry.value)
      guard tree.kind(key) == .scalar, tree.kind(value) == .scalar else { continue }
      let name = tree.string(key)
      // A key that stands twice is a finding of reading; the first one counts.
      if pairs.contains(where: { context.text($0.key) == name }) { continue }
      pairs.append((text(name), text(tree.string(value))))
    }
    return context.map(pairs)
  }

  func day(_ date: CalendarDate) -> Value { .timestamp(seconds: date.secondsSince1970) }
}
