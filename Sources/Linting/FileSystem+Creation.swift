#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

extension FileSystem {
  /// Writes a new file; one that is there already is left as it is, and a failure.
  static func create(_ path: String, _ text: String) -> Failure? {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return .last }
    var failure: Failure?
    Array(text.utf8).withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty, failure == nil {
        let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest))
        if count < 0, errno == EINTR { continue }
        if count < 0 { failure = .last } else { rest = rest.dropFirst(count) }
      }
    }
    if close(descriptor) != 0, failure == nil { failure = .last }
    return failure
  }

  /// Makes a folder and those above it, as far as they are not there.
  static func createFolder(_ path: String) -> Failure? {
    if case .success(.folder) = kind(of: path) { return nil }
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex,
      let failure = createFolder(String(path[..<slash]))
    {
      return failure
    }
    return mkdir(path, 0o755) == 0 ? nil : .last
  }

  private static func write(_ descriptor: CInt, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
    Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
    Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #else
    Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }
}
