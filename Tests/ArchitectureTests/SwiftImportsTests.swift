import Testing

@Suite("Reading the imports of Swift source")
struct SwiftImportsTests {
  @Test(
    "Every form of import names its module",
    arguments: [
      ("import YAML", ImportDeclaration("YAML")),
      ("  import YAML", ImportDeclaration("YAML")),
      ("import\tYAML", ImportDeclaration("YAML")),
      ("import `class`", ImportDeclaration("class")),
      ("import struct Foundation.URL", ImportDeclaration("Foundation")),
      ("import func Glibc.isatty", ImportDeclaration("Glibc")),
      ("import Foundation.NSURL", ImportDeclaration("Foundation")),
      ("package import SourceText", ImportDeclaration("SourceText", access: "package")),
      ("private import CLibYAML", ImportDeclaration("CLibYAML", access: "private")),
      ("@testable import CEL", ImportDeclaration("CEL")),
      ("@preconcurrency import CEL", ImportDeclaration("CEL")),
      ("@_spi(Tools) @testable public import CEL", ImportDeclaration("CEL", access: "public")),
      ("@preconcurrency\nimport CEL", ImportDeclaration("CEL", line: 2)),
      ("import  // why\n  CEL", ImportDeclaration("CEL", line: 2)),
      ("import /* why */ CEL", ImportDeclaration("CEL")),
      ("/* a /* nested */ one */ import CEL", ImportDeclaration("CEL")),
      ("let a = 1; import CEL", ImportDeclaration("CEL")),
      ("#if canImport(Glibc)\nimport Glibc\n#endif", ImportDeclaration("Glibc", line: 2)),
      ("// one\r\n\r\nimport CEL\r\n", ImportDeclaration("CEL", line: 3)),
      ("let a = \"//\"\nimport CEL", ImportDeclaration("CEL", line: 2)),
      ("let a = \"/*\"\nimport CEL", ImportDeclaration("CEL", line: 2)),
      ("let a = #\"\\\"#\nimport CEL", ImportDeclaration("CEL", line: 2)),
      ("let a = \"\"\"\n  /*\n  \"\"\"\nimport CEL", ImportDeclaration("CEL", line: 4)),
      ("let quote = /\"/\nimport CEL", ImportDeclaration("CEL", line: 2)),
    ])
  func form(source: String, expected: ImportDeclaration) {
    #expect(SwiftImports.read(source) == [expected])
  }

  @Test(
    "What only looks like an import is none",
    arguments: [
      "// import YAML",
      "/* import YAML */",
      "/*\nimport YAML\n*/",
      "/* /* */\nimport YAML\n*/",
      "/// import YAML",
      "let text = \"import YAML\"",
      "let text = \"\"\"\n  import YAML\n  \"\"\"",
      "let text = \"\"\"\n  \\\"\"\"\n  import YAML\n  \"\"\"",
      "let text = #\"\"\"\n  \"\"\"\n  import YAML\n  \"\"\"#",
      "let text = \"a\\\"; import YAML\"",
      "important YAML",
      "reimport YAML",
      "importYAML",
      "model.import YAML",
      "let `import` = YAML",
      "#if canImport(YAML)\n#endif",
    ])
  func nearMiss(source: String) {
    #expect(SwiftImports.read(source).isEmpty)
  }

  @Test("All imports of a file are read, in order, with their lines")
  func wholeFile() {
    let source = """
      // Reads files.
      #if os(Linux)
        internal import Glibc
      #else
        internal import Darwin
      #endif
      import CEL; package import SourceText

      let a = "import no"
      import YAML
      """
    #expect(
      SwiftImports.read(source) == [
        ImportDeclaration("Glibc", access: "internal", line: 3),
        ImportDeclaration("Darwin", access: "internal", line: 5),
        ImportDeclaration("CEL", line: 7),
        ImportDeclaration("SourceText", access: "package", line: 7),
        ImportDeclaration("YAML", line: 10),
      ])
  }
}
