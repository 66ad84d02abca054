#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

extension FileSystem {
  /// Makes a folder, and those above it, where they are not there.
  static func makeFolder(_ path: String) -> Result<Void, Failure> {
    if mkdir(path, 0o777) == 0 { return .success(()) }
    switch errno {
    case EEXIST:
      if case .success(.folder) = kind(of: path) { return .success(()) }
      return .failure(Failure(reason: String(cString: strerror(ENOTDIR)), isOfPermission: false))
    case ENOENT:
      let failure = Failure.last
      let parent = path.split(separator: "/").dropLast().joined(separator: "/")
      guard !parent.isEmpty else { return .failure(failure) }
      return makeFolder(path.hasPrefix("/") ? "/" + parent : parent).flatMap {
        mkdir(path, 0o777) == 0 ? .success(()) : .failure(.last)
      }
    default: return .failure(.last)
    }
  }

  /// Writes a new file, whole or not at all; false where something of its name is there already,
  /// which stays as it is.
  static func create(_ path: String, _ bytes: [UInt8]) -> Result<Bool, Failure> {
    var status = stat()
    if lstat(path, &status) == 0 { return .success(false) }
    let temporary = temporaryPath(beside: path)
    if case .failure(let failure) = writeAnew(temporary, bytes) { return .failure(failure) }
    defer { unlink(temporary) }
    // Unlike a renaming, a link never takes the place of a file that came meanwhile.
    if link(temporary, path) == 0 { return .success(true) }
    switch errno {
    case EEXIST: return .success(false)
    case EPERM, EOPNOTSUPP, ENOSYS, EMLINK:
      // File systems without links, as FAT.
      return writeAnew(path, bytes).map { true }
    default: return .failure(.last)
    }
  }

  /// Writes a file, whole or not at all, in place of what is there.
  ///
  /// Where the path is a link, the file that it leads to is written; its mode stays.
  static func replace(_ path: String, _ bytes: [UInt8]) -> Result<Void, Failure> {
    let path = realPathOfName(path) ?? path
    let temporary = temporaryPath(beside: path)
    if case .failure(let failure) = writeAnew(temporary, bytes) { return .failure(failure) }
    var status = stat()
    if stat(path, &status) == 0 { chmod(temporary, status.st_mode & 0o7777) }
    if rename(temporary, path) == 0 { return .success(()) }
    let failure = Failure.last
    unlink(temporary)
    return .failure(failure)
  }

  /// A name that no other run takes: `.hosting.yaml.3f9c02ab.tmp`.
  private static func temporaryPath(beside path: String) -> String {
    let start = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
    let mark = String(UInt32.random(in: 0x1000_0000...UInt32.max), radix: 16)
    let name = path[start...].drop { $0 == "." }
    return "\(path[..<start]).\(name).\(mark).tmp"
  }

  /// Writes a file that must not be there; where that fails, none is left.
  private static func writeAnew(_ path: String, _ bytes: [UInt8]) -> Result<Void, Failure> {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return .failure(.last) }
    var failure = writeAll(bytes, to: descriptor)
    if failure == nil, fsync(descriptor) != 0, errno != EINVAL { failure = .last }
    if close(descriptor) != 0, failure == nil { failure = .last }
    guard let failure else { return .success(()) }
    unlink(path)
    return .failure(failure)
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: CInt) -> Failure? {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let part = UnsafeRawBufferPointer(rebasing: rest)
        #if canImport(Glibc)
        let count = Glibc.write(descriptor, part.baseAddress, part.count)
        #elseif canImport(Musl)
        let count = Musl.write(descriptor, part.baseAddress, part.count)
        #else
        let count = Darwin.write(descriptor, part.baseAddress, part.count)
        #endif
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return .last }
        rest = rest.dropFirst(count)
      }
      return nil
    }
  }
}
