import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Check } from "./finding.ts";

const DAY_MS = 86_400_000;

/** The clock is not far behind: log-ins, reminders and TLS depend on it. */
export const checkClock: Check = async ({ cli, codeRoot }) => {
  const { mtimeMs } = await stat(join(codeRoot, "package.json"));
  const detail = new Date(cli.now()).toISOString();
  if (cli.now() > mtimeMs - DAY_MS) return [{ name: "clock", state: "ok", detail }];
  const mend = "set the clock, for instance with `sudo timedatectl set-ntp true`";
  return [{ name: "clock", state: "problem", detail: `${detail} is before this checkout was made`, mend }];
};
