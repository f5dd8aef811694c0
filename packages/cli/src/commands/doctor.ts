import { join } from "node:path";
import { messageOf, type HostVerbs, type VerbResponse } from "@hyperhive/wire";
import { HiveError } from "@hyperhive/wire/plain";
import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { checkCages } from "../doctor/check-cages.ts";
import { checkClaude } from "../doctor/check-claude.ts";
import { checkClock } from "../doctor/check-clock.ts";
import { checkCore } from "../doctor/check-core.ts";
import { checkDisk } from "../doctor/check-disk.ts";
import { checkGit } from "../doctor/check-git.ts";
import { checkModelAccess } from "../doctor/check-model-access.ts";
import { checkNode } from "../doctor/check-node.ts";
import { checkPages } from "../doctor/check-pages.ts";
import { checkPort } from "../doctor/check-port.ts";
import { checkStateDir } from "../doctor/check-state-dir.ts";
import type { Check, Finding, Patient } from "../doctor/finding.ts";
import { painter } from "../render/paint.ts";
import { runDir, stateDir } from "../run-dir.ts";

const PATIENCE_MS = 2000;

const CHECKS: Readonly<Record<string, Check>> = {
  Node: checkNode,
  git: checkGit,
  claude: checkClaude,
  cages: checkCages,
  disk: checkDisk,
  "state directory": checkStateDir,
  port: checkPort,
  pages: checkPages,
  "model access": checkModelAccess,
  clock: checkClock,
  core: checkCore,
};

/** Checks everything that the hive needs and says of each what it found and how to mend it; resolves with 1 when something needs mending. */
export async function doctor(context: Context): Promise<number> {
  const { core, problem } = await askCore(context);
  const patient = patientOf(context, core);
  const found = await Promise.all(
    Object.entries(CHECKS).map(async ([name, check]) => await examine(name, check, patient)),
  );
  const findings = [...found.flat(), ...problem];
  const healthy = findings.every(({ state }) => state !== "problem");
  context.print({ healthy, findings }, () => findings.flatMap((finding) => findingLines(context, finding)));
  return healthy ? 0 : 1;
}

function patientOf({ cli, globals }: Context, core: Patient["core"]): Patient {
  const codeRoot = join(import.meta.dirname, "../../../..");
  return { cli, globals, core, codeRoot, stateDir: stateDir(cli, globals), runDir: runDir(cli, globals) };
}

type Asked = { readonly core?: VerbResponse<HostVerbs["ping"]>; readonly problem: readonly Finding[] };

/** That no core runs is told by its own check; anything else that went wrong is a finding. */
async function askCore(context: Context): Promise<Asked> {
  try {
    const core = await connectHost(context).call("ping", {}, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return { core, problem: [] };
  } catch (error) {
    if (error instanceof HiveError && error.code === "core_unreachable") return { problem: [] };
    const detail = messageOf(error);
    return { problem: [{ name: "socket", state: "problem", detail }] };
  }
}

async function examine(name: string, check: Check, patient: Patient): Promise<readonly Finding[]> {
  try {
    return await check(patient);
  } catch (error) {
    return [
      {
        name,
        state: "problem",
        detail: `could not be checked: ${messageOf(error)}`,
      },
    ];
  }
}

function findingLines({ cli }: Context, { name, state, detail, mend }: Finding): string[] {
  const paint = painter(cli, cli.stdout);
  const marks = { ok: paint("good", "ok     "), note: paint("warn", "note   "), problem: paint("bad", "problem") };
  const line = `${marks[state]}  ${name}: ${detail}`;
  return mend === undefined || mend === "" ? [line] : [line, `         ${paint("strong", "mend")}: ${mend}`];
}
