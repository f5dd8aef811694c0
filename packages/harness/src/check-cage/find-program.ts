import { access, constants, stat } from "node:fs/promises";
import { resolve } from "node:path";

/** What became of looking for a program. */
export type FoundProgram =
  | { readonly kind: "found"; readonly path: string }
  | { readonly kind: "not_executable"; readonly path: string }
  | { readonly kind: "missing" };

/** Looks for a program as a shell does: a name with a slash is a path, any other is looked for in the folders of `searchPath`. */
export async function findProgram(command: string, searchPath: string): Promise<FoundProgram> {
  const places = command.includes("/") ? [resolve(command)] : folders(searchPath).map((dir) => resolve(dir, command));
  const looks = await Promise.all(places.map(lookAt));
  return looks.find(({ kind }) => kind === "found") ?? looks.find(({ kind }) => kind !== "missing") ?? MISSING;
}

const MISSING: FoundProgram = { kind: "missing" };

function folders(searchPath: string): readonly string[] {
  return searchPath.split(":").filter((folder) => folder !== "");
}

async function lookAt(path: string): Promise<FoundProgram> {
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) return MISSING;
  return access(path, constants.X_OK).then(
    () => ({ kind: "found", path }),
    () => ({ kind: "not_executable", path }),
  );
}
