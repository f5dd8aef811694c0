import { script } from "@bomb.sh/tab";
import { HiveError } from "@hyperhive/wire/plain";
import type { Command } from "commander";

const SHELLS: readonly string[] = ["bash", "zsh", "fish"];

/** Prints the script that makes a shell ask us for completions. */
export function completionScript(program: Command, shell: string): void {
  if (!SHELLS.includes(shell)) {
    throw new HiveError("bad_request", `\`shell\`: expected ${SHELLS.join(", ")}, got ${JSON.stringify(shell)}`);
  }
  script(shell, program.name(), program.name());
}
