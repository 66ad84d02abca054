/// What is measured, and with which programs.
struct BenchmarkOptions {
  enum Part: String, CaseIterable {
    case start, accounts, phases, reports, others, rules
  }

  /// Numbers of subscriptions.
  var sizes = [10, 1_000, 100_000]
  /// How many rounds there are of the largest accounts; nil for what the size deserves.
  var rounds: Int?
  var parts = Set(Part.allCases)
  var isMarkdown = false
  /// The folder of the built programs: this one, hostlint, and what it is held against.
  var programs = "."
  /// Where the accounts are written.
  var folder = ".build/bench"
  var seed = 1

  private static let usage = """
    usage: benchmarks [--sizes 10,1000,100000,1000000] [--rounds number] [--markdown] \
    [--only start,accounts,phases,reports,others,rules] [--folder path] [--programs path] \
    [--seed number]
    """

  init(_ arguments: [String]) throws {
    if let own = CommandLine.arguments.first, let slash = own.lastIndex(of: "/") {
      programs = String(own[..<slash])
    }
    var rest = arguments[...]
    while let flag = rest.popFirst() {
      if flag == "--markdown" {
        isMarkdown = true
        continue
      }
      guard let value = rest.popFirst() else { throw BenchmarkFailure(Self.usage) }
      let words = value.split(separator: ",").map(String.init)
      switch flag {
      case "--sizes": sizes = words.compactMap(Int.init)
      case "--rounds": rounds = Int(value)
      case "--only": parts = Set(words.compactMap(Part.init))
      case "--folder": folder = value
      case "--programs": programs = value
      case "--seed": seed = Int(value) ?? 1
      default: throw BenchmarkFailure(Self.usage)
      }
    }
    guard !sizes.isEmpty, sizes.allSatisfy({ $0 > 0 }), !parts.isEmpty else {
      throw BenchmarkFailure(Self.usage)
    }
  }

  var hostlint: String { "\(programs)/hostlint" }
  var floor: String { "\(programs)/yaml-floor" }
  var emptyProgram: String { "\(programs)/empty-program" }
  var itself: String { "\(programs)/benchmarks" }

  /// How often a set of programs is run over an account.
  func rounds(of size: Int) -> Int {
    if let rounds { return rounds }
    switch size {
    case ..<100: return 51
    case ..<10_000: return 25
    case ..<200_000: return 7
    default: return 3
    }
  }

  /// What hostlint is run with: nothing outside of the account has a part in it.
  func check(_ path: String, threads: Int? = nil, _ more: [String] = []) -> [String] {
    [hostlint, "check", path, "--no-config", "--today", "2026-11-22", "--fail-on", "never"]
      + (threads.map { ["--threads", String($0)] } ?? []) + more
  }
}
