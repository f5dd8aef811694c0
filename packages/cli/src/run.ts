import { CommanderError } from "commander";
import type { Cli } from "./cli.ts";
import { createProgram } from "./program.ts";

const USAGE_EXIT = 2;
const BUG_EXIT = 70;

/** Runs one command line and resolves with the exit code; everything that goes wrong has been told on stderr by then. */
export async function run(cli: Cli, argv: readonly string[]): Promise<number> {
  const json = argv.includes("--json");
  const { program, exitCode } = createProgram(cli, { quiet: json });
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCode();
  } catch (error) {
    if (!(error instanceof CommanderError)) return await tell(cli, error, json);
    if (error.exitCode === 0) return 0;
    if (json) cli.stderr.write(`${JSON.stringify({ ok: false, error: usageOf(error), code: "bad_request" })}\n`);
    return USAGE_EXIT;
  }
}

function usageOf({ code, message }: CommanderError): string {
  return code === "commander.help"
    ? "expected a command; `hive-c0re --help` lists all"
    : message.replace(/^error: /, "");
}

async function tell(cli: Cli, error: unknown, json: boolean): Promise<number> {
  const { ERRORS, HiveError } = await import("@hyperhive/wire/plain");
  if (!(error instanceof HiveError)) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    cli.stderr.write(`hive-c0re: this is a bug: ${text}\n`);
    return BUG_EXIT;
  }
  const { code, message } = error;
  cli.stderr.write(json ? `${JSON.stringify({ ok: false, error: message, code })}\n` : `hive-c0re: ${message}\n`);
  return ERRORS[code].exit;
}
