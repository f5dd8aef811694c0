import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const formatter = fileURLToPath(new URL("../../node_modules/.bin/oxfmt", import.meta.url));

/** Names the files in `dir` that are missing, differ from their document, or have none. */
export async function staleFiles(dir: string, documents: ReadonlyMap<string, object>): Promise<readonly string[]> {
  const kept = new Set(await readdir(dir));
  const checked = [...documents].map(async ([name, document]) => {
    if (!kept.delete(name)) return name;
    return (await readFile(join(dir, name), "utf8")) === (await encode(name, document)) ? undefined : name;
  });
  const stale = (await Promise.all(checked)).filter((name) => name !== undefined);
  return [...stale, ...kept].toSorted();
}

/** Makes `dir` hold the documents and nothing else. */
export async function writeFiles(dir: string, documents: ReadonlyMap<string, object>): Promise<void> {
  await mkdir(dir, { recursive: true });
  for (const name of await readdir(dir)) if (!documents.has(name)) await rm(join(dir, name));
  for (const [name, document] of documents) await writeFile(join(dir, name), await encode(name, document));
}

/** As the formatter of the house writes it, so that the gate's other half agrees. */
async function encode(name: string, document: object): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const child = execFile(process.execPath, [formatter, `--stdin-filepath=${name}`], (error, stdout) =>
    error === null ? resolve(stdout) : reject(error),
  );
  child.stdin?.end(JSON.stringify(document, null, 2));
  return await promise;
}
