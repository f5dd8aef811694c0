import { CommanderError } from "commander";
import type { Cli } from "./cli.ts";
import { createProgram } from "./program.ts";

const USAGE_EXIT = 2;
const BUG_EXIT = 70;

/** Runs one command line and resolves with the exit code; everything that goes wrong has been told on stderr by then. */
export async function run(cli: Cli, argv: readonly string[]): Promise<number> {
  const { program, exitCode } = createProgram(cli);
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCode();
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE_EXIT;
    return await tell(cli, error, argv.includes("--json"));
  }
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
