import { posix } from "node:path";
import type { AgentName } from "@hyperhive/wire";
import { buildCageName } from "../runtime/build-cages.ts";
import type { CageMount, CageSpec } from "../runtime/runtime.ts";

const SOCKETS = "/run/hive";
const OWN_FOLDERS = ["/state", "/shared", "/agents"];

/** Composes from an agent's cage the one in which its configuration is tried: it speaks for nobody, has no log-in, and can change nothing of the agent's; extra mounts stay as they are, so that what they promise can be tried. */
export function trialSpec(spec: CageSpec, name: AgentName): CageSpec {
  const left = [SOCKETS, `${spec.env["HOME"] ?? ""}/.claude`];
  return {
    ...spec,
    cage: buildCageName(name),
    mounts: spec.mounts.filter(({ target }) => !left.includes(target)).map(withoutWriting),
    argv: probe(spec.argv),
    logFile: posix.join(posix.dirname(spec.logFile), "trial.log"),
  };
}

function withoutWriting(mount: CageMount): CageMount {
  const own = OWN_FOLDERS.some((folder) => mount.target === folder || mount.target.startsWith(`${folder}/`));
  return own ? { ...mount, access: "ro" } : mount;
}

// The probe stands beside the harness.
function probe([node, harness = ""]: CageSpec["argv"]): CageSpec["argv"] {
  return [node, posix.join(posix.dirname(harness), "check-cage.ts")];
}
