import { Command } from "commander";
import manifest from "../package.json" with { type: "json" };
import type { Cli, Globals } from "./cli.ts";
import { createContext, type Context } from "./context.ts";
import { declareAgentCommands } from "./declare/agent-commands.ts";
import { declareHiveCommands } from "./declare/hive-commands.ts";
import { declareMessageCommands } from "./declare/message-commands.ts";

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
  declareHiveCommands(program, runVerb);
  declareAgentCommands(program, runVerb);
  declareMessageCommands(program, runVerb);
  return { program, exitCode: () => code };
}
