import { HiveError } from "@hyperhive/wire";

/** A file below one of the folders that an agent may write, as a path in its cage. */
export type CageFile = {
  readonly path: string;
  /** `/state` or `/shared`. */
  readonly root: string;
  /** Names of the folders between. */
  readonly folders: readonly string[];
  readonly name: string;
};

const ROOTS = ["/state", "/shared"];
const LONGEST_NAME_BYTES = 255;

/** Reads a `file_path` without looking at any file. Throws `bad_request` for a path that could lead elsewhere. */
export function parseCageFile(path: string): CageFile {
  const root = ROOTS.find((folder) => path.startsWith(`${folder}/`));
  if (root === undefined) throw refused(path, `an absolute path below ${ROOTS.join(" or ")}`);
  const folders = path.slice(root.length + 1).split("/");
  if (folders.some(leadsAway)) throw refused(path, "a path without empty parts, `.`, `..` or NUL");
  if (folders.some((name) => Buffer.byteLength(name) > LONGEST_NAME_BYTES))
    throw refused(path, `names of at most ${LONGEST_NAME_BYTES} bytes`);
  const name = folders.pop() ?? "";
  return { path, root, folders, name };
}

/** Where a reminder goes that is too long to be delivered as text. */
export function spillFile(id: number): CageFile {
  return parseCageFile(`/state/reminders/${id}.md`);
}

function leadsAway(segment: string): boolean {
  return segment === "" || segment === "." || segment === ".." || segment.includes("\0");
}

function refused(path: string, expected: string): HiveError {
  return new HiveError(
    "bad_request",
    `\`file_path\`: expected ${expected}, got ${JSON.stringify(path.slice(0, 200))}; leave it out to have the text delivered`,
  );
}
