#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Small files that programs wrote.
enum TextFile {
  /// The lines of a file of at most 64 kB.
  static func lines(of path: String) throws -> [String] {
    guard let file = fopen(path, "r") else { throw BenchmarkFailure("cannot read \(path)") }
    defer { fclose(file) }
    let bytes = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
      count = fread(buffer.baseAddress, 1, buffer.count, file)
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
