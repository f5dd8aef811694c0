import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Check } from "./finding.ts";
import { firstLineOf } from "./run-program.ts";

/** The claude binary that the cages get is there and runs, away from the operator's own settings. */
export const checkClaude: Check = async ({ codeRoot }) => {
  const binary = join(codeRoot, "node_modules/@anthropic-ai", `claude-agent-sdk-linux-${process.arch}`, "claude");
  const home = await mkdtemp(join(tmpdir(), "hive-doctor-"));
  try {
    const { ok, detail } = await firstLineOf(binary, ["--version"], { HOME: home, PATH: "/usr/bin:/bin" });
    if (ok) return [{ name: "claude", state: "ok", detail }];
    const mend = "run `npm ci --include=optional` in the checkout";
    return [{ name: "claude", state: "problem", detail: `${binary}: ${detail}`, mend }];
  } finally {
    await rm(home, { recursive: true, force: true });
  }
};
