import Foundation
import TestSupport
import Testing

/// The modules stand in layers, and a module imports only what its row allows
/// (docs/architecture.md says why).
@Suite("Architecture")
struct ArchitectureTests {
  private struct Module {
    let name: String
    let mayImport: Set<String>
    /// The folder of its Swift files, from the package's root.
    let folder: String

    init(_ name: String, _ mayImport: Set<String> = [], folder: String? = nil) {
      self.name = name
      self.mayImport = mayImport
      self.folder = folder ?? "Sources/\(name)"
    }
  }

  /// From the lowest layer upwards.
  private static let modules = [
    Module("SourceText"),
    Module("Parallel"),
    Module("BuiltinRules", folder: "Rules"),

    Module("Diagnostics", ["SourceText"]),

    Module("YAML", ["CLibYAML", "SourceText", "Diagnostics", "Parallel"]),
    Module("CEL", ["SourceText", "Diagnostics"]),
    Module("Reporting", ["SourceText", "Diagnostics", "Parallel"]),

    Module("HostingModel", ["CLibIDN2", "YAML", "SourceText", "Diagnostics", "Parallel"]),

    Module(
      "PleskExports", ["CExpat", "HostingModel", "YAML", "SourceText", "Diagnostics"]),
    Module(
      "RuleEngine", ["HostingModel", "CEL", "YAML", "SourceText", "Diagnostics", "Parallel"]),

    Module(
      "Linting",
      [
        "RuleEngine", "PleskExports", "HostingModel", "CEL", "YAML", "BuiltinRules", "SourceText",
        "Diagnostics", "Parallel", "FoundationEssentials",
      ]),

    Module(
      "hostlint",
      [
        "Linting", "Reporting", "SourceText", "Diagnostics", "ArgumentParser", "CMalloc",
        "FoundationEssentials",
      ]),

    // Runs while hostlint is built and is not shipped.
    Module("EmbedRules", ["Foundation", "YAML", "SourceText", "Diagnostics"]),
    // Measure hostlint and are not installed.
    Module("Randomness"),
    Module("AccountGenerator", ["Randomness"]),
    Module("cel-conformance", ["CEL", "Foundation"]),
    Module("benchmarks", ["AccountGenerator", "CEL", "Linting"]),
    Module("empty-program"),
  ]

  /// Swift's own library and the system's C library, which cost nothing at start-up.
  private static let always: Set = ["Swift", "Synchronization", "Glibc", "Musl", "Darwin"]

  /// Libraries in C, each behind the one module that imports it.
  private static let cLibraries: Set = ["CLibYAML", "CLibIDN2", "CExpat", "CMalloc"]

  /// Programs in C that hostlint is measured against.
  private static let cPrograms: Set = ["yaml-floor"]

  @Test("Every import is one that the module's layer allows")
  func imports() throws {
    var count = 0
    for module in Self.modules {
      for (file, declaration) in try Self.imports(below: module.folder) {
        count += 1
        #expect(
          module.mayImport.union(Self.always).contains(declaration.module),
          "\(file):\(declaration.line): \(module.name) must not import \(declaration.module)")
      }
    }
    #expect(count > 0, "no import was found at all")
  }

  @Test("No C library shows in a module's interface")
  func cLibrariesStayInside() throws {
    for module in Self.modules {
      for (file, declaration) in try Self.imports(below: module.folder)
      where Self.cLibraries.contains(declaration.module) {
        #expect(
          !declaration.isExported,
          "\(file):\(declaration.line): \(declaration.module) must be imported as internal")
      }
    }
  }

  @Test("The table is in layers: a module stands below those that may import it")
  func tableOrder() {
    let names = Self.modules.map(\.name)
    for (index, module) in Self.modules.enumerated() {
      let notBelow = module.mayImport.intersection(names[index...])
      #expect(notBelow.isEmpty, "\(module.name) stands below \(notBelow.sorted())")
    }
  }

  @Test("Each C library has one owner")
  func cLibraryOwners() {
    for library in Self.cLibraries {
      let owners = Self.modules.filter { $0.mayImport.contains(library) }.map(\.name)
      #expect(owners.count == 1, "\(library) is imported by \(owners)")
    }
  }

  @Test("Every folder of Sources is a module of the table or a C library")
  func everyFolder() throws {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: Repository.root.appending(path: "Sources").path)
    let known = Self.cLibraries.union(Self.cPrograms).union(Self.modules.map(\.name))
    #expect(Set(names.filter { !$0.hasPrefix(".") }).subtracting(known) == [])
  }

  @Test("Package.swift names the same modules and no dependency that the table forbids")
  func manifest() throws {
    let targets = try PackageManifest.load().targets
      .filter { ["regular", "executable"].contains($0.type) && $0.name != "TestSupport" }
      .filter { !Self.cPrograms.contains($0.name) }
    for target in targets {
      guard let module = Self.modules.first(where: { $0.name == target.name }) else {
        Issue.record("Package.swift: \(target.name) is not in the table")
        continue
      }
      #expect(target.path ?? "Sources/\(target.name)" == module.folder)
      let dependencies = Set(target.dependencies.map(\.name)).subtracting(["EmbedRulesPlugin"])
      #expect(
        dependencies.isSubset(of: module.mayImport),
        "Package.swift: \(target.name) must not depend on \(dependencies.subtracting(module.mayImport).sorted())"
      )
      let imported = try Self.imports(below: module.folder).map(\.declaration.module)
      let missing = Set(imported).intersection(Self.modules.map(\.name)).subtracting(dependencies)
      #expect(missing.isEmpty, "Package.swift: \(target.name) imports \(missing.sorted())")
    }
  }

  /// The imports of all Swift files below a folder; the file as a path from the root.
  private static func imports(
    below folder: String
  ) throws -> [(file: String, declaration: ImportDeclaration)] {
    let root = Repository.root.appending(path: folder)
    let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
    return try (paths ?? []).filter { $0.hasSuffix(".swift") }.sorted().flatMap { path in
      let source = try String(contentsOf: root.appending(path: path), encoding: .utf8)
      return SwiftImports.read(source).map { ("\(folder)/\(path)", $0) }
    }
  }
}
