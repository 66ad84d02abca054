internal import HostingModel

/// A word of a closed set, such as `suspended`, as rules see it.
///
/// A context makes the string of each once and finds it by its place: rules read words for every
/// entity, and interning one hashes and compares it.
protocol SchemaWord: RawRepresentable<String>, CaseIterable, Sendable {
  /// Where the places of its words start; sets are sixteen apart, which is more than any has.
  static var firstPlace: Int { get }
}

extension SchemaWord {
  /// A number of its own among all words.
  var place: Int {
    // The one byte of an enumeration without associated values is the number of its case.
    Self.firstPlace + Int(unsafeBitCast(self, to: UInt8.self))
  }
}

extension Overuse: SchemaWord { static var firstPlace: Int { 0 } }
extension DNSHost: SchemaWord { static var firstPlace: Int { 16 } }
extension DNSProvider: SchemaWord { static var firstPlace: Int { 32 } }
extension AliasMode: SchemaWord { static var firstPlace: Int { 48 } }
extension SubscriptionStatus: SchemaWord { static var firstPlace: Int { 64 } }
extension ShellAccess: SchemaWord { static var firstPlace: Int { 80 } }
extension EntityKind: SchemaWord { static var firstPlace: Int { 96 } }
extension Resource: SchemaWord { static var firstPlace: Int { 112 } }
