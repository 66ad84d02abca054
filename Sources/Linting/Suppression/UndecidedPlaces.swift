internal import RuleEngine
internal import SourceText

/// Where rules could not be evaluated, for a value is unknown: what is not found there may be there.
struct UndecidedPlaces {
  private struct File: Hashable {
    let rule: String
    let id: FileID
  }

  private struct Entity: Hashable {
    let rule: String
    let entity: String
  }

  /// The lines of the entities, first and last, sorted.
  private var spans: [File: [(first: Int, last: Int)]] = [:]
  /// By span: the greatest last line up to it.
  private var reach: [File: [Int]] = [:]
  private var entities: [Entity: Set<String?>] = [:]

  init(_ undecided: [RuleRunner.Undecided], in files: [SourceFile], workingDirectory: String) {
    for evaluation in undecided {
      let entity = EntityText.comparable(evaluation.entity, from: workingDirectory)
      entities[Entity(rule: evaluation.rule, entity: entity), default: []]
        .insert(evaluation.reseller)
      for place in [evaluation.location, evaluation.extent].compactMap(\.self) {
        guard files.indices.contains(Int(place.file.rawValue)) else { continue }
        let index = files[Int(place.file.rawValue)].lineIndex
        spans[File(rule: evaluation.rule, id: place.file), default: []].append(
          (index.line(of: place.range.start), index.line(of: place.range.end)))
      }
    }
    for (file, lines) in spans {
      let sorted = lines.sorted { $0 < $1 }
      spans[file] = sorted
      var last = 0
      reach[file] = sorted.map { span in
        last = max(last, span.last)
        return last
      }
    }
  }

  /// Whether a finding of a rule may be missing from one of some lines, from any where there are
  /// none.
  func mayHold(_ rule: String, in file: FileID, lines: [Int]) -> Bool {
    let file = File(rule: rule, id: file)
    guard let spans = spans[file], let reach = reach[file] else { return false }
    if lines.isEmpty { return true }
    return lines.contains { line in
      var low = 0
      var high = spans.count
      while low < high {
        let middle = (low + high) / 2
        if spans[middle].first <= line { low = middle + 1 } else { high = middle }
      }
      return low > 0 && reach[low - 1] >= line
    }
  }

  /// Whether a finding of a rule may be missing from an entity.
  ///
  /// - Parameters:
  ///   - entity: In the form in which identities compare.
  ///   - reseller: Nil for any.
  func mayHold(_ rule: String, on entity: String, of reseller: String?) -> Bool {
    guard let resellers = entities[Entity(rule: rule, entity: entity)] else { return false }
    return reseller == nil || resellers.contains(reseller)
  }
}
