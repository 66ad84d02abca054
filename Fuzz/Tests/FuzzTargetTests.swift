import Foundation
import Randomness
import TestSupport
import Testing

/// The targets of the fuzzer over what it starts from, and over some of what it would make of that:
/// they compile with the rest, and find nothing.
@Suite("Fuzz targets")
struct FuzzTargetTests {
  @Test(arguments: FuzzTarget.allCases)
  func seeds(of target: FuzzTarget) throws {
    let inputs = try Self.inputs(of: target)
    #expect(!inputs.isEmpty)
    for input in inputs {
      try target.run(input)
      for cut in 1...4 { try target.run(Array(input.prefix(input.count * cut / 5))) }
    }
  }

  @Test(arguments: FuzzTarget.allCases)
  func changedSeeds(of target: FuzzTarget) throws {
    var random = SeededGenerator(seed: 7)
    let inputs = try Self.inputs(of: target)
    for _ in 0..<40 {
      var input = try #require(inputs.randomElement(using: &random))
      for _ in 0..<4 where !input.isEmpty {
        let place = Int.random(in: input.indices, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: input[place] = UInt8.random(in: 0...255, using: &random)
        case 1: input.remove(at: place)
        default: input.insert(contentsOf: input[place...].prefix(9), at: place)
        }
      }
      do {
        try target.run(input)
      } catch {
        Issue.record("\(target): \(error.reason): \(String(decoding: input, as: UTF8.self))")
      }
    }
  }

  private static func inputs(of target: FuzzTarget) throws -> [[UInt8]] {
    let paths =
      switch target {
      case .yaml, .pieces, .screens: ["Fuzz/seeds/yaml", "Examples/agence/customers"]
      case .rules: ["Rules/names", "Examples/custom-rules/policy"]
      default: ["Fuzz/seeds/\(target.rawValue)"]
      }
    let files = try paths.flatMap { path in
      let folder = Repository.root.appending(path: path)
      return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        .map { try Array(Data(contentsOf: folder.appending(path: $0))) }
    }
    // Each line is an expression.
    return target == .cel ? files.flatMap { $0.split(separator: 10).map(Array.init) } : files
  }
}
