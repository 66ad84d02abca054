import ArgumentParser

/// The value of `--threads`.
struct ThreadCount: ExpressibleByArgument {
  let value: Int

  init?(argument: String) {
    // More than there are processors gain nothing, and each takes memory.
    guard let value = Int(argument), (1...256).contains(value) else { return nil }
    self.value = value
  }
}
