import { RootCommand, type Command as Described } from "@bomb.sh/tab";
import type { Command } from "commander";

/** Names of arguments that take an agent. */
const AGENT_ARGUMENTS: ReadonlySet<string> = new Set(["agent", "to"]);
const SHELLS: readonly string[] = ["bash", "zsh", "fish"];

/** Tells the completion library what `hive-c0re` can do, with these agents where an agent is wanted. */
export function describeForCompletion(program: Command, agents: readonly string[]): RootCommand {
  const root = new RootCommand();
  describeOptions(program, root);
  for (const command of program.createHelp().visibleCommands(program)) {
    for (const name of [command.name(), ...command.aliases()]) {
      const described = root.command(name, command.description());
      describeOptions(command, described);
      describeArguments(command, described, agents);
    }
  }
  return root;
}

function describeOptions(command: Command, described: Described): void {
  for (const option of command.createHelp().visibleOptions(command)) {
    const name = option.long?.slice(2) ?? "";
    const alias = option.short?.slice(1);
    if (option.required) described.option(name, option.description, () => {}, alias);
    else if (alias === undefined) described.option(name, option.description);
    else described.option(name, option.description, alias);
  }
}

function describeArguments(command: Command, described: Described, agents: readonly string[]): void {
  for (const argument of command.registeredArguments) {
    const name = argument.name();
    const values = AGENT_ARGUMENTS.has(name) ? agents : name === "shell" ? SHELLS : [];
    described.argument(name, (add) => values.forEach((value) => add(value, "")), argument.variadic);
  }
}
