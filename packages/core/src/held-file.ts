import { randomUUID } from "node:crypto";
import { closeSync, constants, fstatSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from "node:fs";
import { setOwnership, type HeldFolder, type Ownership } from "./held-folder.ts";

/** What came of reading an entry of a held folder. */
export type HeldFileReading =
  | { readonly kind: "file"; readonly bytes: Buffer }
  | { readonly kind: "too_large"; readonly size: number }
  /** A symbolic link, a folder, a pipe, a device. */
  | { readonly kind: "not_a_file" };

/** What came of reading the beginning of one; `size` is that of the whole. */
export type HeldStartReading =
  | { readonly kind: "file"; readonly bytes: Buffer; readonly size: number }
  | { readonly kind: "not_a_file" };

// Without O_NONBLOCK a pipe would hold the core until somebody writes to it.
const READING = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY;
const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/** Reads a regular file of a held folder, following no link and waiting for nobody. A file that shrinks meanwhile comes short; throws ENOENT when it is not there. */
export function readHeldFile(folder: HeldFolder, name: string, { maxBytes }: { maxBytes: number }): HeldFileReading {
  return withFile(folder.pathOf(name), (fd, size) =>
    size > maxBytes ? { kind: "too_large", size } : { kind: "file", bytes: readUpTo(fd, size) },
  );
}

/** Reads the first bytes of a regular file of a held folder, however large it is, and otherwise as `readHeldFile` does. */
export function readHeldStart(folder: HeldFolder, name: string, { maxBytes }: { maxBytes: number }): HeldStartReading {
  return withFile(folder.pathOf(name), (fd, size) => ({
    kind: "file",
    size,
    bytes: readUpTo(fd, Math.min(size, maxBytes)),
  }));
}

/** Writes a file of a held folder, whole or not at all; what had its name before is replaced and not followed. */
export function writeHeldFile(
  folder: HeldFolder,
  name: string,
  { data, ...ownership }: Ownership & { data: string | Uint8Array },
): void {
  const draft = folder.pathOf(`.${randomUUID()}.new`);
  try {
    writeNew(draft, Buffer.from(data), ownership);
    renameSync(draft, folder.pathOf(name));
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function withFile<T>(path: string, work: (fd: number, size: number) => T): T | { readonly kind: "not_a_file" } {
  const fd = openUnlessLink(path);
  if (fd === undefined) return { kind: "not_a_file" };
  try {
    const stats = fstatSync(fd);
    return stats.isFile() ? work(fd, stats.size) : { kind: "not_a_file" };
  } finally {
    closeSync(fd);
  }
}

function openUnlessLink(path: string): number | undefined {
  try {
    return openSync(path, READING);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // ELOOP is a symbolic link, ENXIO a socket or a device without a driver.
    if (code === "ELOOP" || code === "ENXIO") return undefined;
    throw error;
  }
}

function readUpTo(fd: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  let filled = 0;
  while (filled < size) {
    const count = readSync(fd, bytes, filled, size - filled, null);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}

function writeNew(path: string, bytes: Buffer, ownership: Ownership): void {
  const fd = openSync(path, NEW_FILE, 0o600);
  try {
    for (let written = 0; written < bytes.length;) written += writeSync(fd, bytes, written);
    setOwnership(fd, ownership);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
