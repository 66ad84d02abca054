import Linting

extension Hostlint {
  /// Does what may turn out impossible; why it is goes to standard error, and the run ends.
  static func attempt<Value>(
    reportingIn color: ColorChoice, _ body: () throws(RunFailure) -> Value
  ) throws(ExitStatus) -> Value {
    do throws(RunFailure) {
      return try body()
    } catch .message(let sentence) {
      StandardStreams.complain(sentence)
    } catch .faults(let faults, let files, let culprit) {
      StandardStreams.show(faults, in: files, style: color)
      let place =
        switch culprit {
        case .ruleFiles: faults.count == 1 ? "a rule file" : "rule files"
        case .configuration: "the configuration"
        }
      StandardStreams.complain(
        faults.count == 1
          ? "nothing was checked: there is an error in \(place)"
          : "nothing was checked: there are \(faults.count) errors in \(place)")
    }
    throw .incomplete
  }
}
