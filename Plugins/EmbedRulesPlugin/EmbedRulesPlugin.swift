import Foundation
import PackagePlugin

/// Compiles the rule files below a target's folder into that target.
@main
struct EmbedRulesPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let target = target as? any SourceModuleTarget else { return [] }
    let found = FileManager.default.enumerator(
      at: target.directoryURL, includingPropertiesForKeys: nil)
    let rules = (found?.compactMap { $0 as? URL } ?? [])
      .filter { $0.pathExtension == "yaml" }
      .sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "BuiltinRules+Texts.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(rules.count) rule files",
        executable: try context.tool(named: "EmbedRules").url,
        arguments: [target.directoryURL.path, output.path] + rules.map(\.path),
        inputFiles: rules, outputFiles: [output])
    ]
  }
}
