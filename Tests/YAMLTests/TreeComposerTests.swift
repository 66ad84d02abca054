import SourceText
import Testing

@testable import YAML

/// Trees of nodes that point into files of another format.
@Suite("Composed trees")
struct TreeComposerTests {
  private static let files = ["<a>anne</a>", "<b>null</b><p>geheim</p>"].enumerated().map {
    (
      file: SourceFile(path: "\($0).xml", text: Array($1.utf8)),
      id: FileID(UInt32(5 + $0))
    )
  }

  private func compose() -> Tree? {
    var composer = TreeComposer(
      Self.files, text: Self.files.flatMap(\.file.text))
    composer.openMapping(at: SourceRange(start: 1, end: 2))
    composer.add("login", at: SourceRange(start: 3, end: 7))
    composer.add(textAt: SourceRange(start: 3, end: 7))
    composer.add("aliases", at: SourceRange(start: 12, end: 13))
    composer.openList(at: SourceRange(start: 12, end: 13))
    composer.add(quoted: "null".utf8, at: SourceRange(start: 14, end: 18))
    composer.add("true", at: SourceRange(start: 14, end: 18))
    composer.close(isCut: true)
    composer.add(blank: "email", at: SourceRange(start: 12, end: 13))
    composer.close()
    return composer.finish()
  }

  @Test("Keys, values and lists read like those of a parsed file")
  func values() throws {
    let tree = try #require(compose())
    let root = try #require(tree.documents.first)
    let entries = Array(tree.entries(of: root))
    #expect(entries.map { tree.string($0.key) } == ["login", "aliases", "email"])
    #expect(tree.string(entries[0].value) == "anne")
    let items = Array(tree.items(of: entries[1].value))
    #expect(items.map(tree.string) == ["null", "true"])
    // What is quoted is text, and a word is what it says.
    #expect(tree.scalar(items[0]) == .string)
    #expect(tree.scalar(items[1]) == .bool(true))
    #expect(tree.scalar(entries[2].value) == .null)
    #expect(tree.isCut(entries[1].value))
    #expect(!tree.isCut(root))
    #expect(tree.isComplete && !tree.isYAML)
  }

  @Test("A place is in the file that the range lies in, counted from its start")
  func places() throws {
    let tree = try #require(compose())
    let root = try #require(tree.documents.first)
    let entries = Array(tree.entries(of: root))
    #expect(
      tree.location(entries[0].value)
        == SourceLocation(file: FileID(5), range: SourceRange(start: 3, end: 7)))
    let item = try #require(tree.items(of: entries[1].value).first { _ in true })
    let place = tree.location(item)
    #expect(place == SourceLocation(file: FileID(6), range: SourceRange(start: 3, end: 7)))
    #expect(tree.file(in: place.file).string(in: place.range) == "null")
    #expect(tree.source(in: tree.range(item)) == "null")
  }

  @Test("Secrets are marked in the file they stand in")
  func secrets() throws {
    let tree = try #require(compose())
    tree.markSecrets([SourceRange(start: 25, end: 31)])
    #expect(Self.files[0].file.secrets.isEmpty)
    let marked = Self.files[1].file.secrets.map { Self.files[1].file.string(in: $0) }
    #expect(marked == ["geheim"])
  }

  @Test("Without a document there is no tree")
  func empty() {
    #expect(TreeComposer(Self.files, text: []).finish() == nil)
  }
}
