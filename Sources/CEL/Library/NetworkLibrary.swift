/// IP addresses and networks, as in the network extension that Kubernetes has.
extension Library {
  static let network: Library = {
    var library = Library("network")
    library.addType("net.IP", .address)
    library.addType("net.CIDR", .network)
    library.addMaking()
    library.addAddresses()
    library.addNetworks()
    return library
  }()

  private mutating func addMaking() {
    add(
      "ip", .function(.string, .address) { $0.address($1) },
      .member(.network, .address) { $0.address(of: $1) })
    add(
      "isIP",
      .function(.string, .bool) { .bool(NetworkText.parseAddress($0.bytes($1)).isSuccess) },
      // The specification's cases expect this call to fail while evaluating.
      .function(.network, .bool) { $0.fail(.noSuchOverload, text: "isIP", $1) })
    add(
      "ip.isCanonical",
      .function(.string, .bool) { context, text in
        switch NetworkText.parseAddress(context.bytes(text)) {
        case .success(let bytes):
          .bool(Array(NetworkText.address(bytes).utf8) == context.bytes(text))
        case .failure(let failure): context.fail(failure.message)
        }
      })
    add("cidr", .function(.string, .network) { $0.network($1) })
    add(
      "isCIDR",
      .function(.string, .bool) { .bool(NetworkText.parseNetwork($0.bytes($1)).isSuccess) })
    add(
      "string",
      .function(.address, .string) { $0.string($0.display($1)) },
      .function(.network, .string) { $0.string($0.display($1)) })
  }

  private mutating func addAddresses() {
    add("family", .member(.address, .int) { .int($1.count == 4 ? 4 : 6) })
    let tests: [(String, @Sendable ([UInt8]) -> Bool)] = [
      ("isUnspecified", NetworkText.isUnspecified), ("isLoopback", NetworkText.isLoopback),
      ("isGlobalUnicast", NetworkText.isGlobalUnicast),
      ("isLinkLocalMulticast", NetworkText.isLinkLocalMulticast),
      ("isLinkLocalUnicast", NetworkText.isLinkLocalUnicast),
    ]
    for (name, test) in tests {
      add(
        name,
        .member(.address, .bool) { .bool(test(NetworkText.unmapped($0.bytes($1)))) })
    }
  }

  private mutating func addNetworks() {
    add("prefixLength", .member(.network, .int) { .int(Int64($1.extra)) })
    add(
      "masked",
      .member(.network, .network) {
        $0.make(
          .network, NetworkText.masked($0.bytes($1), Int($1.extra)), extra: $1.extra)
      })
    add(
      "containsIP",
      .member(.network, .address, .bool) { .bool($0.contains($1, address: $2)) },
      .member(.network, .string, .bool) { context, network, text in
        let address = context.address(text)
        return address.isError ? address : .bool(context.contains(network, address: address))
      })
    add(
      "containsCIDR",
      .member(.network, .network, .bool) { .bool($0.contains($1, network: $2)) },
      .member(.network, .string, .bool) { context, network, text in
        let other = context.network(text)
        return other.isError ? other : .bool(context.contains(network, network: other))
      })
  }
}

extension CELType {
  fileprivate static let address = CELType.opaque("net.IP")
  fileprivate static let network = CELType.opaque("net.CIDR")
}

extension Result {
  fileprivate var isSuccess: Bool {
    if case .success = self { return true }
    return false
  }
}

extension EvaluationContext {
  func address(_ text: Value) -> Value {
    switch NetworkText.parseAddress(bytes(text)) {
    case .success(let bytes): make(.address, bytes)
    case .failure(let failure): fail(failure.message)
    }
  }

  func network(_ text: Value) -> Value {
    switch NetworkText.parseNetwork(bytes(text)) {
    case .success(let (bytes, length)):
      make(.network, bytes, extra: UInt32(truncatingIfNeeded: length))
    case .failure(let failure): fail(failure.message)
    }
  }

  /// The address of a network as it was written, host bits included.
  func address(of network: Value) -> Value {
    Value(.address, payload: network.payload, detail: network.detail)
  }

  func contains(_ network: Value, address: Value) -> Bool {
    let own = bytes(network)
    let other = bytes(address)
    let length = Int(network.extra)
    return own.count == other.count
      && NetworkText.masked(own, length) == NetworkText.masked(other, length)
  }

  func contains(_ network: Value, network other: Value) -> Bool {
    other.extra >= network.extra && contains(network, address: address(of: other))
  }

  /// Whether two addresses are one, a mapped IPv4 address being that address.
  func sameAddress(_ left: Value, _ right: Value) -> Bool {
    sameBytes(left, right)
      || NetworkText.unmapped(bytes(left)) == NetworkText.unmapped(bytes(right))
  }
}
