#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file that takes the place of another once it is whole, under a temporary name until then.
///
/// Where it fails, or nobody finishes it, the other stays as it is. Links are followed and the
/// permissions of the other are kept. Pipes, devices and the standard streams (`/dev/stdout`) have
/// no place to take and are written to at once.
final class FileReplacement {
  /// Why a file could not be written, in the system's words.
  struct Failure: Error {
    let reason: String

    init(_ code: CInt) { reason = String(cString: strerror(code)) }
  }

  /// Where the file is to stand, and where it stands until then; nil where it is written at once.
  private var paths: (target: String, temporary: String)?
  private var descriptor: CInt = -1
  private var isOwned = true

  init(_ path: String) throws(Failure) {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, let stream = Self.standardStream(status) {
      descriptor = stream
      isOwned = false
    } else if exists && status.st_mode & S_IFMT != S_IFREG || Self.isOpenDescriptor(path) {
      descriptor = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC)
      if descriptor < 0 { throw Failure(errno) }
    } else {
      // A file that may not be written is not replaced either, whatever its folder allows.
      if exists, access(path, W_OK) != 0 { throw Failure(errno) }
      try begin(Self.followingLinks(path), like: exists ? status : nil)
    }
  }

  /// Whether writing to a path takes the place of something: not of a pipe, a device or a stream.
  static func replaces(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFREG && standardStream(status) == nil
      && !isOpenDescriptor(path)
  }

  deinit {
    if isOwned, descriptor >= 0 { close(descriptor) }
    discard()
  }

  func write(_ bytes: [UInt8]) throws(Failure) {
    if let code = StandardStreams.writeAll(bytes, to: descriptor) { throw Failure(code) }
  }

  /// Puts the file in its place.
  func finish() throws(Failure) {
    guard isOwned else { return }
    var code: CInt?
    if paths != nil, fsync(descriptor) != 0, errno != EINVAL { code = errno }
    if close(descriptor) != 0, code == nil { code = errno }
    descriptor = -1
    if let code { throw Failure(code) }
    guard let paths else { return }
    if rename(paths.temporary, paths.target) != 0 { throw Failure(errno) }
    self.paths = nil
    Interruption.noteTemporaryFile(nil)
  }

  private func begin(_ target: String, like status: stat?) throws(Failure) {
    let start = target.lastIndex(of: "/").map(target.index(after:)) ?? target.startIndex
    let mark = String(UInt32.random(in: 0x1000_0000...UInt32.max), radix: 16)
    // The name is cut, since the longest that a file may have leaves no room for more.
    let name = target[start...].utf8.prefix(200)
    let temporary = "\(target[..<start]).\(String(decoding: name, as: UTF8.self)).\(mark).tmp"
    Interruption.noteTemporaryFile(temporary)
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      let code = errno
      Interruption.noteTemporaryFile(nil)
      throw Failure(code)
    }
    paths = (target, temporary)
    guard let status else { return }
    // Only root may give files away; where that fails the new file is the writer's own.
    _ = fchown(descriptor, status.st_uid, status.st_gid)
    if fchmod(descriptor, status.st_mode & 0o7777) != 0 { throw Failure(errno) }
  }

  private func discard() {
    guard let paths else { return }
    unlink(paths.temporary)
    self.paths = nil
    Interruption.noteTemporaryFile(nil)
  }

  /// The standard stream that writes to a file: to put another in its place would cut off what that
  /// stream still writes.
  private static func standardStream(_ status: stat) -> CInt? {
    [STDOUT_FILENO, STDERR_FILENO].first { descriptor in
      var other = stat()
      return fstat(descriptor, &other) == 0 && other.st_dev == status.st_dev
        && other.st_ino == status.st_ino
    }
  }

  private static func isOpenDescriptor(_ path: String) -> Bool {
    ["/dev/fd/", "/proc/self/fd/"].contains { path.hasPrefix($0) }
  }

  /// Where a path leads, be something there or not.
  private static func followingLinks(_ path: String) -> String {
    var path = path
    // As many as the system follows.
    for _ in 0..<40 {
      var length = 0
      let buffer = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, count in
        buffer.withMemoryRebound(to: CChar.self) { memory in
          if let base = memory.baseAddress { length = readlink(path, base, memory.count) }
        }
        count = max(length, 0)
      }
      guard length > 0 else { return path }
      let link = String(decoding: buffer, as: UTF8.self)
      let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
      path = link.hasPrefix("/") ? link : folder + link
    }
    return path
  }
}
