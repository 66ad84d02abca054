import CLibFuzzer
import Glibc

// `fuzz TARGET [ARGUMENTS OF libFuzzer]`; `make fuzz` builds and runs it.

guard CommandLine.argc > 1, let target = FuzzTarget(rawValue: CommandLine.arguments[1]) else {
  let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
  print("fuzz: name one of these targets: \(names)")
  exit(2)
}
FuzzRun.target = target
fuzz_memory_install()

// The fuzzer starts itself again with its own arguments, the name of the target not among them.
var argumentCount = CommandLine.argc - 1
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
  .advanced(by: 1)
arguments?[0] = CommandLine.unsafeArgv[0]
let status = LLVMFuzzerRunDriver(&argumentCount, &arguments) { data, size in
  FuzzRun.run(Array(UnsafeBufferPointer(start: data, count: size)))
  return 0
}
exit(status)
