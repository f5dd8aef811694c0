import { join, relative } from "node:path";
import { HiveError, type AgentName, type FilePreview, type StateFile } from "@hyperhive/wire";
import type { HiveRoots } from "../agents/agent-paths.ts";
import type { PlaceInMount } from "../file-refs/resolve-in-mounts.ts";
import { readHeldStart, type HeldStartReading } from "../held-file.ts";
import { HeldFolder } from "../held-folder.ts";
import { cagePlace } from "./cage-path.ts";

/** A file as an agent's cage names it. */
export type CageFilePath = { readonly name: AgentName; readonly path: string };

type Opened = { readonly hostPath: string; readonly file: HeldStartReading & { readonly kind: "file" } };

const MAX_PREVIEW_BYTES = 64 * 1024;

/** Where a file of an agent's cage is on the host, and its size. Throws `bad_request`, `forbidden`, `not_found`. */
export function checkCageFile(roots: HiveRoots, { name, path }: CageFilePath): StateFile {
  const { hostPath, file } = openCageFile(roots, { name, path, maxBytes: 0 });
  return { path, host_path: hostPath, size: file.size };
}

/** The first 64 KiB of a file of an agent's cage, without text unless they are UTF-8 without NUL. Throws as `checkCageFile` does; it looks anew, whatever that said before. */
export function previewCageFile(roots: HiveRoots, { name, path }: CageFilePath): FilePreview {
  const { hostPath, file } = openCageFile(roots, { name, path, maxBytes: MAX_PREVIEW_BYTES });
  const truncated = file.size > file.bytes.length;
  const text = textOf(file.bytes, { mayEndInside: truncated });
  return { path, host_path: hostPath, size: file.size, truncated, ...(text !== undefined && { text }) };
}

function openCageFile(roots: HiveRoots, { name, path, maxBytes }: CageFilePath & { maxBytes: number }): Opened {
  const place = cagePlace(roots, name, path);
  const file = readOrRefuse(path, () => {
    using folder = openFolder(roots, place);
    return readHeldStart(folder, place.name, { maxBytes });
  });
  if (file.kind !== "file") throw refused(path, "is no regular file: links, folders, pipes and devices are not shown");
  return { hostPath: join(place.mount.host, ...place.folders, place.name), file };
}

// Step by step from the hive's own folder on, since the manager writes in folders above some that agents see.
function openFolder({ stateDir }: HiveRoots, { mount, folders }: PlaceInMount): HeldFolder {
  const [top = "", ...steps] = relative(stateDir, mount.host).split("/");
  let folder = HeldFolder.open(join(stateDir, top));
  for (const step of [...steps, ...folders]) {
    using parent = folder;
    folder = parent.open(step);
  }
  return folder;
}

function readOrRefuse(path: string, read: () => HeldStartReading): HeldStartReading {
  try {
    return read();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENAMETOOLONG")
      throw new HiveError("not_found", `no file is at ${JSON.stringify(path.slice(0, 200))}`, { cause });
    if (code === "ENOTDIR" || code === "ELOOP") throw refused(path, "leads through a file or a symbolic link", cause);
    // A file that its agent holds a lease on would make the reader wait.
    if (code === "EACCES" || code === "EPERM" || code === "EAGAIN")
      throw refused(path, `cannot be read (${code})`, cause);
    throw cause;
  }
}

function textOf(bytes: Buffer, { mayEndInside }: { mayEndInside: boolean }): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes, { stream: mayEndInside });
  } catch {
    // Not UTF-8, which is all that the decoder can complain of.
    return undefined;
  }
}

function refused(path: string, what: string, cause?: unknown): HiveError {
  return new HiveError("forbidden", `${JSON.stringify(path.slice(0, 200))} ${what}`, { cause });
}
