import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A temp dir, removed when it is disposed of; `write` makes a file in it, and the folders above that file. */
export type Folder = AsyncDisposable & { readonly path: string; write(file: string, text: string): Promise<string> };

/** Makes an empty folder of its own. */
export async function makeFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), "set-up-"));
  return {
    path,
    write: async (file, text) => {
      const target = join(path, file);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, text);
      return target;
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}
