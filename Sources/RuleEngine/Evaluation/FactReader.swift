internal import CEL
internal import HostingModel
internal import SourceText
internal import YAML

/// Turns the model's values into values of the expression language.
///
/// It lives as long as one reading of a field, so it counts no references to what it holds.
struct FactReader {
  unowned(unsafe) let context: EvaluationContext
  unowned(unsafe) let hosting: Hosting

  /// Nil outside an evaluation over a hierarchy.
  @inline(__always)
  init?(_ context: EvaluationContext) {
    guard let hosting = context.host(as: Hosting.self) else { return nil }
    self.context = context
    self.hosting = hosting
  }

  func text(_ string: String) -> Value { context.string(string) }

  /// A text as it reads in a file, decoded.
  func text(_ text: Text, in file: FileID) -> Value {
    hosting.tree(file).map { $0.withUTF8(text.node) { context.string(utf8: $0) } } ?? .unknown
  }

  /// A domain name in ASCII form.
  func domainName(_ name: NameID) -> Value {
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
