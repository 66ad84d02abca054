internal import Diagnostics
internal import SourceText
internal import YAML

extension ConfigurationReader {
  /// Finds and reads the configuration of a run; nil where there is none.
  static func find(
    _ choice: ProjectOptions.ConfigurationChoice, from workingDirectory: String
  ) throws(RunFailure) -> ConfigurationReader? {
    switch choice {
    case .none: return nil
    case .file(let path):
      return try read(Paths.absolute(path, from: workingDirectory), from: workingDirectory)
    case .search:
      let name = Configuration.fileName
      guard let folder = FileSystem.nearestFolder(holding: name, from: workingDirectory) else {
        return nil
      }
      return try read(Paths.join(folder, name), from: workingDirectory)
    }
  }

  /// Reads a configuration.
  ///
  /// - Parameter path: Absolute; the folder that it names is where its patterns start.
  private static func read(
    _ path: String, from workingDirectory: String
  ) throws(RunFailure) -> ConfigurationReader {
    let reported = Paths.relative(path, to: workingDirectory)
    // A pipe that nobody writes to would never end.
    if case .success(.special) = FileSystem.kind(of: path) {
      throw .message("cannot read \(reported): it is no file")
    }
    switch FileSystem.read(path, atMost: bound) {
    case .failure(let failure): throw .message(failure.sentence(about: reported))
    case .success(.tooLarge):
      throw .message("cannot read \(reported): it is too large for a configuration")
    case .success(.bytes(let bytes)):
      switch TextDecoding.utf8(from: bytes) {
      case .success(let text):
        return ConfigurationReader(
          SourceFile(path: reported, realPath: FileSystem.realPath(path), text: text),
          folder: Paths.absolute("..", from: path))
      case .failure(let failure):
        let file = SourceFile(path: reported, text: failure.repaired)
        throw .faults(
          [failure.diagnostic(in: file, id: FileID(0))], SourceFiles([file]), in: .configuration)
      }
    }
  }

  /// The bytes that a configuration may have.
  private static let bound = 1 << 20
}
