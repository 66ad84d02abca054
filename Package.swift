// swift-tools-version: 6.2
import PackageDescription

// The modules stand in layers; a target names only targets of the layers below
// it (docs/architecture.md, and Tests/ArchitectureTests holds it).
let package = Package(
  name: "hostlint",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "hostlint", targets: ["hostlint"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    // Layer 0: C libraries, text and its places, the texts of the built-in rules.
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(
      name: "CLibIDN2", pkgConfig: "libidn2",
      providers: [.apt(["libidn2-dev"]), .brew(["libidn2"])]),
    .systemLibrary(
      name: "CExpat", pkgConfig: "expat",
      providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]),
    .systemLibrary(name: "CMalloc"),
    .target(name: "SourceText"),
    .target(name: "Parallel"),
    .target(name: "BuiltinRules", path: "Rules", plugins: ["EmbedRulesPlugin"]),

    // Layer 1: what is said about text.
    .target(name: "Diagnostics", dependencies: ["SourceText"]),

    // Layer 2: YAML, the expression language, reports; none knows another.
    .target(name: "YAML", dependencies: ["CLibYAML", "SourceText", "Diagnostics", "Parallel"]),
    .target(name: "CEL", dependencies: ["SourceText", "Diagnostics"]),
    .target(name: "Reporting", dependencies: ["SourceText", "Diagnostics", "Parallel"]),

    // Layer 3: the typed hierarchy.
    .target(
      name: "HostingModel",
      dependencies: ["CLibIDN2", "YAML", "SourceText", "Diagnostics", "Parallel"]),

    // Layer 4: what else is read as a hierarchy, and rules over it.
    .target(
      name: "PleskExports",
      dependencies: ["CExpat", "HostingModel", "YAML", "SourceText", "Diagnostics"]),
    .target(
      name: "RuleEngine",
      dependencies: ["HostingModel", "CEL", "YAML", "SourceText", "Diagnostics", "Parallel"]),

    // Layer 5: the library façade.
    .target(
      name: "Linting",
      dependencies: [
        "RuleEngine", "PleskExports", "HostingModel", "BuiltinRules", "CEL", "YAML", "SourceText",
        "Diagnostics", "Parallel",
      ],
      // What `hostlint init` writes, and the schema of reports, which lies in docs.
      resources: [
        .embedInCode("Templates/hosting.yaml"), .embedInCode("Templates/hostlint.yaml"),
        .embedInCode("Schemas/report.schema.json"),
      ]),

    // Layer 6: the command line.
    .executableTarget(
      name: "hostlint",
      dependencies: [
        "Linting", "Reporting", "Diagnostics", "SourceText", "CMalloc",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Measures the expression language by the specification's cases; not installed.
    .executableTarget(name: "cel-conformance", dependencies: ["CEL"]),

    // Random numbers from a seed, for measurements and tests; not installed.
    .target(name: "Randomness"),

    // Makes up accounts of any size, for measurements and tests; not installed.
    .target(name: "AccountGenerator", dependencies: ["Randomness"]),

    // How long hostlint takes, `make bench`; not installed. What it is held against: libyaml's
    // events over the same files, and a program that does nothing.
    .executableTarget(name: "benchmarks", dependencies: ["AccountGenerator", "CEL", "Linting"]),
    .executableTarget(name: "yaml-floor", dependencies: ["CLibYAML"]),
    .executableTarget(name: "empty-program"),

    // Build tool: turns the files below Rules/ into Swift constants.
    .executableTarget(name: "EmbedRules", dependencies: ["YAML", "SourceText", "Diagnostics"]),
    .plugin(
      name: "EmbedRulesPlugin", capability: .buildTool(), dependencies: ["EmbedRules"]),

    // Tests, one target for each module, and two that look at the whole.
    .target(
      name: "TestSupport", dependencies: ["SourceText", "Diagnostics"],
      path: "Tests/TestSupport"),
    .testTarget(name: "SourceTextTests", dependencies: ["SourceText", "TestSupport"]),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
    .testTarget(
      name: "YAMLTests", dependencies: ["YAML", "Randomness", "TestSupport"],
      exclude: ["Fixtures", "Golden"]),
    .testTarget(
      name: "CELTests",
      dependencies: ["CEL", "cel-conformance", "SourceText", "Randomness", "TestSupport"],
      exclude: ["Checking/faults.txt"]),
    .testTarget(
      name: "ReportingTests", dependencies: ["Reporting", "TestSupport"],
      exclude: ["Fixtures", "Golden"]),
    .testTarget(
      name: "HostingModelTests", dependencies: ["HostingModel", "Randomness", "TestSupport"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "PleskExportsTests",
      dependencies: [
        "PleskExports", "HostingModel", "YAML", "SourceText", "Diagnostics", "TestSupport",
      ],
      exclude: ["Golden"]),
    .testTarget(
      name: "RuleEngineTests",
      dependencies: [
        "RuleEngine", "HostingModel", "CEL", "YAML", "SourceText", "Diagnostics", "TestSupport",
      ]),
    .testTarget(
      name: "LintingTests",
      dependencies: [
        "AccountGenerator", "Linting", "Reporting", "RuleEngine", "HostingModel", "BuiltinRules",
        "YAML", "SourceText", "Diagnostics", "Randomness", "TestSupport",
      ],
      exclude: ["Fixtures", "Golden"]),
    .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "hostlint", "Randomness", "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Fixtures", "Golden"]),
    // pre-commit, GitHub, GitLab, containers; `make test-clients` runs all of it.
    .testTarget(
      name: "ClientTests", dependencies: ["hostlint", "TestSupport"],
      exclude: ["Fixtures", "requirements.txt"]),
  ]
)

// Feeds the readers with hostile input, `make fuzz`. It takes flags of its own to build, so that the
// program is only there when asked for; else its targets are tested with what it starts from.
let fuzzed: [Target.Dependency] = [
  "Linting", "Reporting", "RuleEngine", "PleskExports", "HostingModel", "CEL", "YAML", "SourceText",
  "Diagnostics",
]
package.targets +=
  Context.environment["HOSTLINT_FUZZ"] == nil
  ? [
    .testTarget(
      name: "FuzzTests", dependencies: fuzzed + ["Randomness", "TestSupport"], path: "Fuzz",
      exclude: ["CLibFuzzer", "Program", "seeds", "words"])
  ]
  : [
    .target(name: "CLibFuzzer", path: "Fuzz/CLibFuzzer"),
    .executableTarget(
      name: "fuzz", dependencies: fuzzed + ["CLibFuzzer"], path: "Fuzz",
      exclude: ["CLibFuzzer", "Tests", "seeds", "words"]),
  ]

// The same settings for every Swift target of the package.
for target in package.targets where ![.system, .plugin].contains(target.type) {
  target.swiftSettings = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    // An import that is not re-exported is written as such, so that a module's
    // public interface never leaks a dependency (libyaml's header least of all).
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
  ]
}
