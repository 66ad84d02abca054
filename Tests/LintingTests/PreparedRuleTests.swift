import BuiltinRules
import SourceText
import Testing

@testable import Linting
@testable import RuleEngine
@testable import YAML

/// The parts of built-in rule files that are parsed when the program is built.
@Suite("Prepared rule files")
struct PreparedRuleTests {
  private static func bytes(_ text: StaticString) -> [UInt8] {
    Array(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  @Test("A prepared tree is the one that parsing gives")
  func trees() {
    #expect(BuiltinRules.texts.count > 60)
    var decoded = 0
    for text in BuiltinRules.texts {
      for part in [text.check, text.description] {
        let file = SourceFile(path: text.path.description, text: Self.bytes(part.contents))
        let parsed = parse(file, id: FileID(7))
        #expect(parsed.diagnostics.isEmpty, "\(text.path)")
        let prepared = Tree(
          prepared: part.tree, decoded: part.decoded, file: file, fileID: FileID(7))
        #expect(prepared.documents == parsed.tree.documents)
        #expect(prepared.isComplete && prepared.fileID == FileID(7))
        #expect(prepared.decoded == parsed.tree.decoded)
        #expect(Array(prepared.decodedRanges) == Array(parsed.tree.decodedRanges))
        #expect(
          prepared.nodes.map { [$0.start, $0.end, $0.link, $0.bits] }
            == parsed.tree.nodes.map { [$0.start, $0.end, $0.link, $0.bits] }, "\(text.path)")
        decoded += prepared.decoded.count
      }
    }
    #expect(decoded > 1_000)
  }

  @Test("A tree that was not read to its end, or has tags, is not prepared")
  func refused() {
    for text in ["a: [", "a: !own b"] {
      let file = SourceFile(path: "a.yaml", text: Array(text.utf8))
      #expect(PreparedTree.text(of: parse(file, id: FileID(0)).tree) == nil)
    }
  }

  @Test("A part says of a rule what the whole file says, but for what it leaves out")
  func parts() throws {
    func rules(_ depth: Project.Depth) throws -> [RuleFile] {
      var options = ProjectOptions()
      options.configuration = .none
      return try Project.load(options, depth: depth).rules.map(\.file)
    }
    /// All that a check goes by.
    func core(_ file: RuleFile) -> [String] {
      let texts = [file.check, file.when, file.at, file.message, file.remedy]
        .map { $0.map(file.tree.string) ?? "none" }
      let related = file.related.map { related in
        [related.at, related.label, related.each].map { $0.map(file.tree.string) ?? "none" }
      }
      return [
        file.id, file.title, file.area, "\(file.kinds)", "\(file.severity)", "\(file.isEnabled)",
        "\(file.isSuppressible)", "\(file.params)", "\(related)",
      ] + texts
    }
    let full = try rules(.full)
    let described = try rules(.describe)
    let checked = try rules(.check)
    #expect(full.map(core) == checked.map(core))
    #expect(full.map(core) == described.map(core))
    #expect(full.map(\.rationale) == described.map(\.rationale))
    #expect(full.map(\.tags) == described.map(\.tags))
    #expect(full.allSatisfy { !$0.rationale.isEmpty && !$0.examples.isEmpty })
    #expect(checked.allSatisfy { $0.rationale.isEmpty && $0.examples.isEmpty })
    #expect(described.allSatisfy { $0.examples.isEmpty })
  }
}
