import { HiveError, type AgentName } from "@hyperhive/wire";
import { proposedDir, type HiveRoots } from "../agents/agent-paths.ts";
import { HeldFolder } from "../held-folder.ts";
import { unsafe } from "./proposal-rules.ts";

/** Opens the folder of objects of an agent's proposed repository; the caller disposes of it. Throws `not_found` when there is no repository, and `unsafe_repo` when something else stands on the way. */
export function openObjects(roots: HiveRoots, name: AgentName): HeldFolder {
  using stack = new DisposableStack();
  let folder = stack.use(HeldFolder.open(proposedDir(roots)));
  for (const step of [name, "config", ".git"]) folder = stack.use(openStep(folder, { step, name }));
  return openStep(folder, { step: "objects", name });
}

// All that is ever copied from; what else stands there, however much, is not looked at.
const INNER = ["pack", ...Array.from({ length: 256 }, (_, at) => at.toString(16).padStart(2, "0"))];

/** A word that changes when entries come to or go from the folder of objects. */
export function stateOfObjects(objects: HeldFolder): string {
  const there = INNER.filter((name) => objects.look(name)?.isDirectory() === true);
  const steps = there.flatMap((name) => {
    try {
      using folder = objects.open(name);
      return [`${name} ${momentOf(folder)}`];
    } catch {
      // It went away or became something else, and then the parent's state tells.
      return [];
    }
  });
  return [momentOf(objects), ...steps].join("\n");
}

function momentOf(folder: HeldFolder): string {
  const { ino, mtimeNs, ctimeNs } = folder.stat();
  return `${ino} ${mtimeNs} ${ctimeNs}`;
}

function openStep(folder: HeldFolder, { step, name }: { step: string; name: AgentName }): HeldFolder {
  const place = `/agents/${name}/config`;
  try {
    return folder.open(step);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT")
      throw new HiveError("not_found", `${place} is no git repository; run \`git init -b main\` there and commit`, {
        cause,
      });
    if (code === "EACCES")
      throw unsafe(`\`${step}\` of ${place} may not be read; give its owner all permissions`, { cause });
    if (code !== "ENOTDIR" && code !== "ELOOP") throw cause;
    const text = `\`${step}\` of ${place} is a file or a symbolic link; make a repository of its own there, with a plain \`.git\` folder`;
    throw unsafe(text, { cause });
  }
}
