import Foundation
import TestSupport

/// The targets of `Package.swift`, as SwiftPM itself reads them.
struct PackageManifest: Decodable {
  struct Target: Decodable {
    let name: String
    /// `regular`, `executable`, `system`, `test` or `plugin`.
    let type: String
    /// The folder where it is not the usual one.
    let path: String?
    let dependencies: [Dependency]
  }

  /// A target or another package's product.
  struct Dependency: Decodable {
    let name: String

    /// SwiftPM writes `{"byName": ["YAML", null]}` and alike: the name stands first.
    init(from decoder: any Decoder) throws {
      let kinds = try decoder.singleValueContainer().decode([String: [JSONValue]].self)
      guard let values = kinds.values.first, case .text(let name)? = values.first else {
        throw DecodingError.dataCorrupted(
          .init(codingPath: decoder.codingPath, debugDescription: "a dependency without a name"))
      }
      self.name = name
    }
  }

  /// A text, or anything else.
  private enum JSONValue: Decodable {
    case text(String)
    case other

    init(from decoder: any Decoder) throws {
      self = (try? decoder.singleValueContainer().decode(String.self)).map(Self.text) ?? .other
    }
  }

  let targets: [Target]

  /// Asks SwiftPM, which keeps what it needs for that in a folder of its own:
  /// the build folder is in use while tests run.
  static func load() throws -> PackageManifest {
    let scratch = Repository.root.appending(path: ".build/manifest")
    let result = try Program.run(
      URL(filePath: "/usr/bin/env"),
      ["swift", "package", "--scratch-path", scratch.path, "dump-package"],
      environment: ProcessInfo.processInfo.environment)
    guard result.status == 0 else { throw ManifestError(description: result.stderr) }
    return try JSONDecoder().decode(PackageManifest.self, from: Data(result.stdout.utf8))
  }
}

private struct ManifestError: Error, CustomStringConvertible {
  let description: String
}
