#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The few things a run asks of the file system, by the C library: Foundation would double the
/// time a run takes to start.
enum FileSystem {
  /// Why a file or folder could not be read.
  struct Failure: Error {
    /// The system's own words, `No such file or directory`.
    let reason: String
    /// Whether something is there that may not be looked at.
    let isOfPermission: Bool

    /// The last error of the C library.
    static var last: Failure {
      let code = errno
      return Failure(reason: String(cString: strerror(code)), isOfPermission: code == EACCES)
    }

    /// What is said of a path, or of standard input: one sentence, without full stop.
    func sentence(about path: String) -> String { "cannot read \(path): \(reason)" }
  }

  enum Kind {
    case file
    case folder
    /// A pipe, a device or a socket.
    case special

    /// What `readdir` says of an entry.
    fileprivate init?(entryType: Int) {
      switch entryType {
      case Int(DT_REG): self = .file
      case Int(DT_DIR): self = .folder
      case Int(DT_LNK), Int(DT_UNKNOWN): return nil
      default: self = .special
      }
    }
  }

  /// What a path names, links followed.
  static func kind(of path: String) -> Result<Kind, Failure> {
    var status = stat()
    guard stat(path, &status) == 0 else { return .failure(.last) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .success(.folder)
    case S_IFREG: return .success(.file)
    default: return .success(.special)
    }
  }

  /// Reads a whole file, a pipe or a device, but no more than a bound.
  ///
  /// Where there are more bytes than the bound, only the first of them are kept.
  static func read(_ path: String, atMost bound: Int) -> Result<InputSearch.Content, Failure> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return .failure(.last) }
    defer { close(descriptor) }
    var status = stat()
    let isSized = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    if isSized, status.st_size > bound {
      return read(descriptor, expecting: headLength, atMost: headLength)
    }
    return read(descriptor, expecting: isSized ? Int(status.st_size) : 0, atMost: bound)
  }

  /// Reads standard input to its end.
  static func readStandardInput(atMost bound: Int) -> Result<InputSearch.Content, Failure> {
    read(STDIN_FILENO, expecting: 0, atMost: bound)
  }

  /// `read`, not a memory map: a file cut short under a map would end the program.
  private static func read(
    _ descriptor: CInt, expecting size: Int, atMost bound: Int
  ) -> Result<InputSearch.Content, Failure> {
    var bytes: [UInt8] = []
    // One byte more than the file has, so that its end shows at once.
    var capacity = size > 0 ? size + 1 : 64 * 1024
    while bytes.count <= bound {
      var count = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, initialized in
        repeat {
          #if canImport(Glibc)
          count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
          #elseif canImport(Musl)
          count = Musl.read(descriptor, buffer.baseAddress, buffer.count)
          #else
          count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
          #endif
        } while count < 0 && errno == EINTR
        initialized = max(0, count)
      }
      if count < 0 { return .failure(.last) }
      if count == 0 { return .success(.bytes(bytes)) }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      if count == size, bytes.count == size { return .success(.bytes(bytes)) }
      capacity = max(64 * 1024, min(bytes.count, 1 << 24))
    }
    return .success(.tooLarge(head: Array(bytes.prefix(headLength))))
  }

  /// How many bytes of a file that is too large are looked at.
  private static let headLength = 64 * 1024

  /// What stands in a folder.
  struct Entry {
    let name: String
    /// Nil for a link, and where the file system does not tell.
    let kind: Kind?
  }

  /// The entries of a folder by name, `.` and `..` left out.
  static func entries(of folder: String) -> Result<[Entry], Failure> {
    guard let stream = opendir(folder) else { return .failure(.last) }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      entries.append(Entry(name: name, kind: Kind(entryType: Int(entry.pointee.d_type))))
    }
    return .success(entries.sorted { Paths.precedes($0.name, $1.name) })
  }

  /// The absolute path without symbolic links; nil where nothing is there.
  static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The absolute path without symbolic links of a file that need not be there, as long as its
  /// folder is.
  static func realPathOfName(_ path: String) -> String? {
    if let real = realPath(path) { return real }
    guard let slash = path.lastIndex(of: "/") else { return nil }
    return realPath(String(path[...slash])).map {
      Paths.join($0, String(path[path.index(after: slash)...]))
    }
  }

  /// The working directory, absolute; nil where it was removed.
  static var workingDirectory: String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  /// The nearest folder at or above a path that holds an entry of a name, be it a link that leads
  /// nowhere.
  static func nearestFolder(holding name: String, from folder: String) -> String? {
    var folder = folder
    while true {
      var status = stat()
      let candidate = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
      if lstat(candidate, &status) == 0 { return folder }
      guard folder != "/", let slash = folder.lastIndex(of: "/") else { return nil }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
  }

  /// Seconds since 1970-01-01T00:00:00Z.
  static var now: Int64 { Int64(time(nil)) }
}
