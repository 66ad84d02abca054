/// Texts that name the same thing: which of them belong together.
struct Identities {
  private var numbers: [String: Int] = [:]
  private var parents: [Int] = []
  private var names: [String] = []

  /// The number of the group that a text belongs to now.
  mutating func group(_ name: String) -> Int {
    if let number = numbers[name] { return root(of: number) }
    numbers[name] = parents.count
    parents.append(parents.count)
    names.append(name)
    return parents.count - 1
  }

  /// Makes one group of those that some texts belong to; nil without any.
  @discardableResult
  mutating func join(_ names: [String]) -> Int? {
    var joined: Int?
    for name in names {
      let group = group(name)
      if let other = joined, other != group {
        parents[max(group, other)] = min(group, other)
        joined = min(group, other)
      } else {
        joined = group
      }
    }
    return joined
  }

  /// The texts of a group, in the order in which they came.
  mutating func members(of group: Int) -> [String] {
    let group = root(of: group)
    return names.indices.filter { root(of: $0) == group }.map { names[$0] }
  }

  mutating func root(of number: Int) -> Int {
    var number = number
    while parents[number] != number {
      parents[number] = parents[parents[number]]
      number = parents[number]
    }
    return number
  }
}
