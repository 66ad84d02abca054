import Foundation

/// `cel-conformance DIR`: runs the specification's cases that a folder holds as JSON.
///
/// Prints a line for each file, then the cases that fail with what was expected and what came,
/// and last `N passed, M failed`. Status 1 if any failed, 2 if the folder has no cases.
@main
struct CELConformance {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count == 1, let folder = arguments.first, !folder.hasPrefix("-") else {
      complain("usage: cel-conformance DIR")
    }
    let files: [URL]
    do {
      files = try FileManager.default.contentsOfDirectory(
        at: URL(filePath: folder), includingPropertiesForKeys: nil
      ).filter { $0.pathExtension == "json" }
        .sorted { $0.lastPathComponent < $1.lastPathComponent }
    } catch {
      complain("cannot read \(folder): \(error.localizedDescription)")
    }
    guard !files.isEmpty else { complain("there is no *.json file in \(folder)") }
    var passed = 0
    var failures: [Conformance.Result] = []
    for file in files {
      let results: [Conformance.Result]
      do {
        results = try Conformance.run(file)
      } catch {
        complain("cannot read \(file.lastPathComponent): \(error.localizedDescription)")
      }
      let failed = results.filter { $0.failure != nil }
      let name = file.deletingPathExtension().lastPathComponent
      print("\(name) \(results.count - failed.count)/\(results.count)")
      passed += results.count - failed.count
      failures += failed
    }
    for result in failures { print("\(result.id): \(result.failure ?? "")") }
    print("\(passed) passed, \(failures.count) failed")
    exit(failures.isEmpty ? 0 : 1)
  }

  private static func complain(_ sentence: String) -> Never {
    FileHandle.standardError.write(Data("cel-conformance: \(sentence)\n".utf8))
    exit(2)
  }
}
