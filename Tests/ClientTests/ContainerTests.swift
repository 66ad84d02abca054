import Foundation
import TestSupport
import Testing

/// The Dockerfile, as far as it can be looked at without Docker.
@Suite("Dockerfile")
struct ContainerTests {
  /// The instructions as words, continued lines joined and comments left out.
  private static let instructions: [[String]] = {
    let lines = (try? text(of: "Dockerfile")) ?? ""
    return lines.split(separator: "\n").filter { !$0.hasPrefix("#") }.joined(separator: "\n")
      .replacing("\\\n", with: " ").split(separator: "\n")
      .map { $0.split(separator: " ").map(String.init) }
  }()

  /// What is copied from the checkout.
  private static let copied = instructions.filter {
    $0.first == "COPY" && !$0.contains { $0.hasPrefix("--from") }
  }.flatMap { $0.dropFirst().dropLast() }

  @Test("What is copied exists, and .dockerignore lets it through")
  func copies() throws {
    #expect(Self.copied.count > 5)
    let passed = Set(
      try text(of: ".dockerignore").split(separator: "\n").filter { $0.hasPrefix("!") }
        .map { String($0.dropFirst()) })
    for path in Self.copied {
      #expect(
        FileManager.default.fileExists(atPath: Repository.root.appending(path: path).path),
        "\(path) does not exist")
      let top = path.split(separator: "/").first.map(String.init) ?? ""
      #expect(passed.contains(top), ".dockerignore leaves out \(path)")
    }
  }

  @Test("Every folder that the manifest names is copied")
  func packageFolders() throws {
    for folder in ["Plugins", "Rules", "Sources", "Tests"] {
      #expect(Self.copied.contains(folder))
    }
    // What is only there when it is asked for, the image does without.
    let manifest = try text(of: "Package.swift").split(separator: "HOSTLINT_FUZZ")[0]
    let paths = manifest.matches(of: /path: "(\w+)/).map { String($0.1) }
    #expect(Set(paths).isSubset(of: Self.copied))
  }

  @Test("It builds by a target of the Makefile, and takes the program that this builds")
  func build() throws {
    let makefile = try text(of: "Makefile")
    let make = try #require(Self.instructions.first { $0.prefix(2) == ["RUN", "make"] })
    let target = try #require(make.dropFirst(2).first)
    #expect(makefile.contains("\n\(target): libraries "), "make \(target) does not build")
    let program = try #require(makefile.firstMatch(of: /\nBINARY = (.+)/))
    #expect(make.contains(String(program.1)))
    #expect(make.last == "/image/usr/local/bin/hostlint")
    let entry = try #require(Self.instructions.last)
    #expect(entry == ["ENTRYPOINT", "[\"/usr/local/bin/hostlint\"]"])
  }

  @Test("The image that is built by default is from scratch and runs as no root")
  func lastStage() throws {
    let start = try #require(Self.instructions.lastIndex { $0.first == "FROM" })
    let stage = Self.instructions[start...]
    #expect(stage.first == ["FROM", "scratch"])
    let user = try #require(stage.first { $0.first == "USER" }?.last)
    #expect(!user.hasPrefix("0") && !user.hasPrefix("root"))
  }

  @Test("Its Swift is one that Package.swift takes")
  func swiftVersion() throws {
    let manifest = try text(of: "Package.swift")
    let needed = try #require(manifest.firstMatch(of: /swift-tools-version: (\d+)\.(\d+)/))
    for path in ["Dockerfile", "templates/hostlint.yml"] {
      let image = try #require(try text(of: path).firstMatch(of: /swift:(\d+)\.(\d+)-/), "\(path)")
      let found = (Int(image.1) ?? 0, Int(image.2) ?? 0)
      #expect(found >= (Int(needed.1) ?? .max, Int(needed.2) ?? .max), "\(path)")
    }
  }
}
