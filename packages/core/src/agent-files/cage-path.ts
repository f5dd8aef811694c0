import { HiveError, type AgentName } from "@hyperhive/wire";
import type { HiveRoots } from "../agents/agent-paths.ts";
import { visibleFolders } from "../agents/visible-folders.ts";
import { placeInMounts, type PlaceInMount } from "../file-refs/resolve-in-mounts.ts";

const LONGEST_PATH = 4096;

/** The place on the host that a path in an agent's cage names, without looking at any file. Only the folders that the agent works with count: its log-in, its sockets and what its configuration mounts of the host are out of reach. Throws `bad_request`, `forbidden`. */
export function cagePlace(roots: HiveRoots, name: AgentName, path: string): PlaceInMount {
  const folders = visibleFolders(roots, name);
  if (path.length > LONGEST_PATH) throw refused("bad_request", path, `at most ${LONGEST_PATH} characters`);
  const place = placeInMounts(path, folders);
  if (place !== undefined) return place;
  if (!folders.some(({ cage }) => path.startsWith(`${cage}/`)))
    throw refused("forbidden", path, `a file below ${folders.map(({ cage }) => cage).join(", ")}`);
  throw refused("bad_request", path, "a path without empty parts, `.`, `..` or NUL");
}

function refused(code: "bad_request" | "forbidden", path: string, expected: string): HiveError {
  return new HiveError(code, `\`path\`: expected ${expected}, got ${JSON.stringify(path.slice(0, 200))}`);
}
