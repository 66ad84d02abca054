import Foundation

/// Runs the Python that the tests find.
enum Python {
  /// Standard output and error of a Python program.
  static func run(
    _ program: String, _ arguments: String..., input: Data = Data()
  ) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "hostlint-\(UUID()).json")
    try input.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-W", "ignore", "-c", program] + arguments
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
