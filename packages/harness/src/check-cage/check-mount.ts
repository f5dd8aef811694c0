import { access, constants, stat } from "node:fs/promises";
import type { AgentConfig } from "@hyperhive/wire";
import { fact, problem, type Finding } from "./finding.ts";

/** Tells whether a configured mount is there and may be read, and written where that is promised. */
export async function checkMount({
  source,
  target,
  access: promised,
}: AgentConfig["mounts"][number]): Promise<Finding> {
  const found = await stat(target).catch(() => undefined);
  if (found === undefined) {
    return problem(
      `mount ${target}: it cannot be looked at; see that the host has ${source} and that the agent may enter it`,
    );
  }
  const reading = found.isDirectory() ? constants.R_OK | constants.X_OK : constants.R_OK;
  if (!(await may(target, reading))) {
    return problem(
      `mount ${target}: the agent may not read it; give the account of its cage the right to read ${source}`,
    );
  }
  if (promised === "ro") return fact(`mount ${target}: readable`);
  if (await may(target, constants.W_OK)) return fact(`mount ${target}: readable and writable`);
  return problem(
    `mount ${target}: the agent may not write it; give the account of its cage the right to write ${source}, or set its \`access\` to \`ro\``,
  );
}

function may(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}
