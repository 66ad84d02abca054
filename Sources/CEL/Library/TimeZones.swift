internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Offsets from UTC: fixed ones, and those of the system's time-zone database.
enum TimeZones {
  struct Failure: Error {
    let message: String
  }

  /// The seconds that a zone is ahead of UTC at a point in time.
  ///
  /// - Parameter name: `Europe/Paris`, `UTC`, `+01:30`, `-02:00` or `02:00`.
  static func offset(of name: String, at seconds: Int64) -> Result<Int64, Failure> {
    if name.isEmpty || name == "UTC" || name == "Z" { return .success(0) }
    if let offset = fixedOffset(name) { return .success(offset) }
    let zone = zones.withLock { zones -> ZoneInformation? in
      if let known = zones[name] { return known }
      let zone = load(name)
      if zones.count < 1000 { zones[name] = zone }
      return zone
    }
    guard let zone else {
      let hint = hasDatabase ? "" : "; this system has no time-zone database (package tzdata)"
      return .failure(Failure(message: "unknown time zone '\(name)'\(hint)"))
    }
    return .success(zone.offset(at: seconds))
  }

  private static let zones = Mutex<[String: ZoneInformation?]>([:])

  private static func fixedOffset(_ name: String) -> Int64? {
    var text = Array(name.utf8)[...]
    var sign: Int64 = 1
    if text.first == UInt8(ascii: "-") { sign = -1 }
    if text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+") { text.removeFirst() }
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(isDigit) }),
      let hours = Int64(String(decoding: parts[0], as: UTF8.self)), hours < 24,
      let minutes = Int64(String(decoding: parts[1], as: UTF8.self)), minutes < 60
    else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }

  private static let folders = [
    "/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo",
  ]

  private static var hasDatabase: Bool {
    folders.contains { access($0 + "/UTC", R_OK) == 0 || access($0 + "/Etc/UTC", R_OK) == 0 }
  }

  private static func load(_ name: String) -> ZoneInformation? {
    let allowed = name.utf8.allSatisfy {
      isLetter($0) || isDigit($0) || [0x2F, 0x2B, 0x2D].contains($0)
    }
    guard allowed, name.utf8.count < 64, !name.hasPrefix("/") else { return nil }
    for folder in folders {
      if let bytes = read(folder + "/" + name), let zone = ZoneInformation(bytes) { return zone }
    }
    return nil
  }

  private static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while bytes.count < 1 << 20 {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { break }
      bytes.append(contentsOf: buffer[..<count])
    }
    return bytes
  }
}
