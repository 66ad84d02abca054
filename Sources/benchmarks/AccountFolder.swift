import AccountGenerator

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The files of a made-up account.
struct AccountFolder {
  enum Layout: String {
    /// One file; of more than 200,000 subscriptions several, since hostlint reads none above 256 MiB.
    case one
    /// One for each customer, and two for the rest.
    case customers
  }

  /// The first argument of the process that writes them.
  static let command = "write-account"
  /// The most subscriptions in a file, about 66 MB.
  private static let fileSize = 200_000

  /// The folder, or the one file.
  let path: String
  /// In bytes, of all files.
  let size: Double
  let files: Int

  /// Writes an account and looks at what was written; what was there before is removed.
  init(_ options: BenchmarkOptions, _ count: Int, _ layout: Layout, faults: Double = 0) throws {
    let name = "\(count)-\(layout.rawValue)" + (faults > 0 ? "-faults" : "")
    let folder = "\(options.folder)/\(name)"
    _ = try ProcessRun.succeeding(["rm", "-rf", folder])
    _ = try ProcessRun.succeeding(
      [
        options.itself, Self.command, folder, String(options.seed), String(count),
        layout.rawValue, String(faults),
      ], errors: nil)
    let sizes = Self.sizes(below: folder)
    path = layout == .one && sizes.count == 1 ? "\(folder)/hosting.yaml" : folder
    size = Double(sizes.reduce(0, +))
    files = sizes.count
  }

  private static func sizes(below path: String) -> [Int] {
    var status = stat()
    guard stat(path, &status) == 0 else { return [] }
    guard status.st_mode & S_IFMT == S_IFDIR else { return [Int(status.st_size)] }
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var sizes: [Int] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { sizes += Self.sizes(below: "\(path)/\(name)") }
    }
    return sizes
  }

  // MARK: In the process that writes

  /// - Parameter arguments: Folder, seed, count, layout, share of faults.
  static func write(_ arguments: [String]) throws {
    guard arguments.count == 5, let seed = UInt64(arguments[1]), let count = Int(arguments[2]),
      let layout = Layout(rawValue: arguments[3]), let faults = Double(arguments[4])
    else { throw BenchmarkFailure("\(command) needs folder, seed, count, layout, faults") }
    let generator = AccountGenerator(seed: seed, subscriptions: count, faults: faults)
    var writer = AccountWriter(AccountStyle())
    let folder = arguments[0]
    switch layout {
    case .one where count <= fileSize:
      let part = AccountPart(
        reseller: generator.reseller, packs: generator.packs, customers: generator.customers,
        subscriptions: Array(generator.subscriptions))
      try write(writer.file(part), to: "\(folder)/hosting.yaml")
    case .one, .customers:
      let login = generator.reseller["login"] ?? ""
      let head = AccountPart(
        reseller: generator.reseller, packs: generator.packs, customers: [])
      try write(writer.file(head), to: "\(folder)/\(AccountFile.headPath)")
      var group: [HostingValue] = []
      var size = 0
      var number = 0
      func flush() throws {
        if group.isEmpty { return }
        let part = AccountPart(reseller: login, customers: group)
        let path = AccountFile.path(ofCustomer: number)
        try write(writer.file(part), to: "\(folder)/\(path)")
        number += 1
        size = 0
        group = []
      }
      for customer in generator.customers {
        group.append(customer)
        size += customer["subscriptions"]?.items.count ?? 0
        if layout == .customers || size >= fileSize { try flush() }
      }
      try flush()
      let rest = AccountPart(
        reseller: login, customers: [], subscriptions: Array(generator.subscriptions))
      try write(writer.file(rest), to: "\(folder)/\(AccountFile.restPath)")
    }
  }

  private static func write(_ text: [UInt8], to path: String) throws {
    func failure() -> BenchmarkFailure {
      BenchmarkFailure("cannot write \(path): \(String(cString: strerror(errno)))")
    }
    var file = fopen(path, "w")
    if file == nil, errno == ENOENT {
      var parent = ""
      for name in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
        parent += parent.isEmpty && !name.isEmpty ? String(name) : "/" + name
        if !parent.isEmpty { mkdir(parent, 0o777) }
      }
      file = fopen(path, "w")
    }
    guard let file else { throw failure() }
    let count = fwrite(text, 1, text.count, file)
    guard fclose(file) == 0, count == text.count else { throw failure() }
  }
}
