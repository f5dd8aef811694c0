import { script } from "@bomb.sh/tab";
import { HiveError } from "@hyperhive/wire/plain";
import type { Command } from "commander";
import type { Output } from "../cli.ts";
import { bashCompletion } from "./bash-completion.ts";

const SHELLS: readonly string[] = ["bash", "zsh", "fish"];

/** Prints the script that makes a shell ask us for completions. */
export function completionScript({ program, stdout }: { program: Command; stdout: Output }, shell: string): void {
  if (!SHELLS.includes(shell)) {
    throw new HiveError("bad_request", `\`shell\`: expected ${SHELLS.join(", ")}, got ${JSON.stringify(shell)}`);
  }
  if (shell === "bash") stdout.write(bashCompletion(program.name()));
  else script(shell, program.name(), program.name());
}
