import { Command } from "commander";
import manifest from "../package.json" with { type: "json" };
import type { Cli, Globals } from "./cli.ts";
import { createContext, type Context } from "./context.ts";
import { declareAgentCommands } from "./declare/agent-commands.ts";
import { declareBuildCommands } from "./declare/build-commands.ts";
import { declareDecisionCommands } from "./declare/decision-commands.ts";
import { declareExistenceCommands } from "./declare/existence-commands.ts";
import { declareHiveCommands } from "./declare/hive-commands.ts";
import { declareMessageCommands } from "./declare/message-commands.ts";
import { declareQuestionCommands } from "./declare/question-commands.ts";

/** Runs a command's code; what it resolves with is the exit code, nothing means 0. */
export type RunVerb = (verb: (context: Context) => Promise<number | void>) => Promise<void>;

/** Every verb and option of `hive-c0re`. The code of a verb is loaded when it runs, so that each start loads one only. A quiet program throws what is wrong with a command line and does not print it. */
export function createProgram(cli: Cli, { quiet = false } = {}): { program: Command; exitCode: () => number } {
  let code = 0;
  const program = new Command("hive-c0re");
  const runVerb: RunVerb = async (verb) => {
    code = (await verb(createContext(cli, program.opts<Globals>()))) ?? 0;
  };
  program
    .description("The hive's core and the operator's command.")
    .version(manifest.version, "-V, --version")
    .option("--run-dir <dir>", "where the sockets are (HYPERHIVE_RUN_DIR)")
    .option("--state-dir <dir>", "where the hive keeps its state (HYPERHIVE_STATE_DIR)")
    .option("--json", "print JSON for programs")
    .showHelpAfterError("(`hive-c0re --help` lists all commands)")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void cli.stdout.write(text),
      writeErr: (text) => {
        if (!quiet) cli.stderr.write(text);
      },
    });
  declareAll(program, runVerb);
  return { program, exitCode: () => code };
}

/** The headings under which `--help` lists the verbs, in its order. */
function declareAll(program: Command, runVerb: RunVerb): void {
  declareHiveCommands(program.commandsGroup("The hive:").helpCommand(true), runVerb);
  declareExistenceCommands(program.commandsGroup("Agents:"), runVerb);
  declareAgentCommands(program, runVerb);
  declareMessageCommands(program.commandsGroup("Messages:"), runVerb);
  declareDecisionCommands(program.commandsGroup("Decisions:"), runVerb);
  declareBuildCommands(program.commandsGroup("Builds:"), runVerb);
  declareQuestionCommands(program.commandsGroup("Questions and reminders:"), runVerb);
}
