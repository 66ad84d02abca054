/// A value of a hosting file, before it is decided how it is laid out.
package indirect enum HostingValue: Hashable, Sendable {
  /// A text, in quotes where YAML needs them.
  case text(String)
  /// What is written as it stands here: a number, a boolean, a size, a date.
  case plain(String)
  case list([HostingValue])
  case mapping([Entry])
  /// What may stand at several places, and is then written once, with an anchor of this name.
  case shared(String, HostingValue)
  /// A mapping that has the entries of a shared one but for its own.
  case based(on: String, base: [Entry], own: [Entry])

  package struct Entry: Hashable, Sendable {
    package var key: String
    package var value: HostingValue

    package init(_ key: String, _ value: HostingValue) {
      self.key = key
      self.value = value
    }
  }
}

extension HostingValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral {
  package init(dictionaryLiteral elements: (String, HostingValue)...) {
    self = .mapping(elements.map { Entry($0, $1) })
  }

  package init(arrayLiteral elements: HostingValue...) {
    self = .list(elements)
  }
}

extension HostingValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral
{
  package init(stringLiteral value: String) { self = .text(value) }
  package init(booleanLiteral value: Bool) { self = .plain(value ? "true" : "false") }
  package init(integerLiteral value: Int) { self = .plain(String(value)) }
}

// What tests and faults read and change.
extension HostingValue {
  /// The value without names that several places share.
  package var expanded: HostingValue {
    switch self {
    case .text, .plain: self
    case .list(let items): .list(items.map(\.expanded))
    case .shared(_, let value): value.expanded
    case .mapping, .based: .mapping(entries.map { Entry($0.key, $0.value.expanded) })
    }
  }

  /// The entries of a mapping; none of another value.
  package var entries: [Entry] {
    switch self {
    case .mapping(let entries): entries
    case .shared(_, let value): value.entries
    case .based(_, let base, let own):
      base.filter { entry in !own.contains { $0.key == entry.key } } + own
    case .text, .plain, .list: []
    }
  }

  /// The items of a list; none of another value.
  package var items: [HostingValue] {
    get {
      switch self {
      case .list(let items): items
      case .shared(_, let value): value.items
      case .text, .plain, .mapping, .based: []
      }
    }
    set { self = .list(newValue) }
  }

  /// The text of a scalar; empty for another value.
  package var string: String {
    switch self {
    case .text(let text), .plain(let text): text
    case .shared(_, let value): value.string
    case .list, .mapping, .based: ""
    }
  }

  /// The value of a key; a value that is set anew goes last.
  ///
  /// A value that is no mapping becomes one. What was shared is the mapping's own from then on.
  package subscript(_ key: String) -> HostingValue? {
    get { entries.first { $0.key == key }?.value }
    set {
      var entries = entries
      let index = entries.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): entries[index].value = value
      case (let index?, nil): entries.remove(at: index)
      case (nil, let value?): entries.append(Entry(key, value))
      case (nil, nil): break
      }
      self = .mapping(entries)
    }
  }
}

extension HostingValue {
  /// The value with what several places share under a name changed at all of them.
  package func changingShared(
    _ name: String, _ change: (HostingValue) -> HostingValue
  ) -> HostingValue {
    func changed(_ entries: [Entry]) -> [Entry] {
      entries.map { Entry($0.key, $0.value.changingShared(name, change)) }
    }
    switch self {
    case .text, .plain: return self
    case .list(let items): return .list(items.map { $0.changingShared(name, change) })
    case .mapping(let entries): return .mapping(changed(entries))
    case .shared(let own, let content):
      return .shared(own, own == name ? change(content) : content.changingShared(name, change))
    case .based(let own, let base, let entries):
      let base = own == name ? change(.mapping(base)).entries : changed(base)
      return .based(on: own, base: base, own: changed(entries))
    }
  }
}
