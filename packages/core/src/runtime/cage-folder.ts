import { chmod, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { etcFiles } from "./cage-etc.ts";
import type { CageFiles } from "./cage-record.ts";
import { RuntimeError } from "./runtime-error.ts";
import type { CageMount, CageSpec } from "./runtime.ts";

/** Makes the folder of a cage afresh and gives the mounts of its generated `/etc`. */
export async function makeCageFolder(files: CageFiles, spec: CageSpec, home: string): Promise<readonly CageMount[]> {
  await rm(files.folder, { recursive: true, force: true });
  await mkdir(files.etc, { recursive: true, mode: 0o700 });
  const hostResolvConf = spec.network === "host" ? await readFile("/etc/resolv.conf", "utf8") : "";
  const generated = etcFiles({ cage: spec.cage, home, network: spec.network, hostResolvConf });
  return Promise.all(Object.entries(generated).map(([name, text]) => writeEtcFile(files.etc, name, text)));
}

/** Refuses a mount whose source is not there, which bwrap would say less plainly. */
export async function checkSources(mounts: readonly CageMount[]): Promise<void> {
  await Promise.all(
    mounts.map(async ({ source, target }) => {
      await stat(source).catch((cause: NodeJS.ErrnoException) => {
        const what = cause.code === "ENOENT" ? "is not there" : `cannot be read (${cause.code})`;
        throw new RuntimeError("cage_start_failed", `\`mounts\`: the source ${source} of ${target} ${what}`, { cause });
      });
    }),
  );
}

async function writeEtcFile(folder: string, name: string, text: string): Promise<CageMount> {
  const source = join(folder, name);
  // Readable for the account in the cage, whatever the core's umask; the folder above keeps others out.
  await writeFile(source, text);
  await chmod(source, 0o644);
  return { source, target: `/etc/${name}`, access: "ro" };
}
