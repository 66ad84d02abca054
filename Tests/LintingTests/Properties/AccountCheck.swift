import AccountGenerator
import Diagnostics
import Foundation
import HostingModel
import SourceText
import Testing

@testable import Linting

/// What is found in a made-up account, whichever way it is written.
enum AccountCheck {
  /// The seeds of the accounts that each property is tried on.
  ///
  /// `make soak` tries more of them, and `make soak SEEDS=17,4711` those that a failure named.
  static let seeds: [UInt64] = namedSeeds ?? Array(0..<count)

  /// Whether the accounts are enough to say something about all of them.
  static let areMany = namedSeeds == nil

  private static let namedSeeds = environment("HOSTLINT_PROPERTY_SEEDS")
    .map { $0.split(separator: ",").compactMap { UInt64($0) } }

  private static let count = environment("HOSTLINT_PROPERTY_ACCOUNTS").flatMap(UInt64.init) ?? 200

  /// What a variable holds, unless it is empty.
  private static func environment(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A finding without its place.
  ///
  /// A fault of reading names its file, and a path of keys with the numbers of items: of these only
  /// the last key stays, since the others change with the order of items and files.
  struct Key: Hashable, Comparable, CustomStringConvertible {
    let rule: String
    let entity: String
    let field: String

    init(_ diagnostic: Diagnostic) {
      rule = diagnostic.rule
      let isOfFile = diagnostic.entity.hasPrefix("file/")
      entity = isOfFile ? "file" : diagnostic.entity
      let path = diagnostic.field ?? ""
      field =
        isOfFile
        ? path.split(separator: ".").last.map { String($0.prefix { $0 != "[" }) } ?? "" : path
    }

    /// Without the entity, for rules that report all places of a name but the first.
    init(anyOf key: Key) {
      rule = key.rule
      entity = ""
      field = key.field
    }

    private init(rule: String, entity: String, field: String) {
      self.rule = rule
      self.entity = entity
      self.field = field
    }

    var description: String { "\(rule) \(entity) \(field)" }

    static func < (left: Key, right: Key) -> Bool { left.description < right.description }
  }

  /// Checks files, each entity with a finding of its own.
  static func keys(of files: [AccountFile]) throws -> [Key] {
    try report(of: files, expands: true).findings.map { Key($0.diagnostic) }.sorted()
  }

  static func report(of files: [AccountFile], expands: Bool = false) throws -> Report {
    var settings = CheckSettings(
      rules: try #require(Check.rules),
      today: try #require(CalendarDate(AccountGenerator.today)))
    settings.expands = expands
    let inputs = files.map { file in
      InputSearch.Input(
        path: file.path, realPath: nil, isNamed: true, content: .bytes(file.text))
    }
    return Linter.check(InputSearch.Outcome(inputs: inputs), settings)
  }

  /// The account as one file.
  static func file(_ account: Account, _ style: AccountStyle) -> [AccountFile] {
    [AccountFile(path: "account.yaml", text: account.text(style))]
  }

  /// Makes an account smaller as long as it shows the same fault.
  static func smallest(
    _ account: Account, showing isAtFault: (Account) throws -> Bool
  ) rethrows -> Account {
    var account = account
    var isShrinking = true
    while isShrinking {
      isShrinking = false
      for smaller in account.smallerOnes where try isAtFault(smaller) {
        account = smaller
        isShrinking = true
        break
      }
    }
    return account
  }
}

extension Account {
  /// The account without one customer, subscription or key.
  fileprivate var smallerOnes: [Account] {
    var result: [Account] = []
    func changed(_ change: (inout Account) -> Void) {
      var account = self
      change(&account)
      result.append(account)
    }
    for index in customers.indices { changed { $0.customers.remove(at: index) } }
    for index in subscriptions.indices { changed { $0.subscriptions.remove(at: index) } }
    for index in customers.indices {
      for value in customers[index].smallerOnes { changed { $0.customers[index] = value } }
    }
    for index in subscriptions.indices {
      for value in subscriptions[index].smallerOnes { changed { $0.subscriptions[index] = value } }
    }
    for value in packs.smallerOnes { changed { $0.packs = value } }
    for value in reseller.smallerOnes { changed { $0.reseller = value } }
    return result
  }
}

extension HostingValue {
  /// The value without one entry or item, or with a smaller one.
  fileprivate var smallerOnes: [HostingValue] {
    switch self {
    case .text, .plain: return []
    case .shared, .based: return [expanded]
    case .list(let items):
      var result: [HostingValue] = []
      for index in items.indices {
        var rest = items
        rest.remove(at: index)
        result.append(.list(rest))
        for value in items[index].smallerOnes {
          var items = items
          items[index] = value
          result.append(.list(items))
        }
      }
      return result
    case .mapping(let entries):
      var result: [HostingValue] = []
      for index in entries.indices {
        if !["login", "name", "domain", "domains"].contains(entries[index].key) {
          var rest = entries
          rest.remove(at: index)
          result.append(.mapping(rest))
        }
        for value in entries[index].value.smallerOnes {
          var entries = entries
          entries[index].value = value
          result.append(.mapping(entries))
        }
      }
      return result
    }
  }
}
