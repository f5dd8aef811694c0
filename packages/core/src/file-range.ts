import { open, stat } from "node:fs/promises";

/** Bytes of a file and the position of the first of them. */
export type FileRange = { readonly bytes: Buffer; readonly from: number };

/** The size of a file in bytes; one that is not there has none. */
export async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(ifMissing))?.size ?? 0;
}

/** The bytes between two positions, fewer when the file has become shorter; none when it is not there. */
export async function readRange(path: string, from: number, to: number): Promise<Buffer> {
  await using file = await open(path).catch(ifMissing);
  if (file === undefined) return Buffer.alloc(0);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(to - from), 0, to - from, from);
  return buffer.subarray(0, bytesRead);
}

/** The last bytes of a file, at most so many. */
export async function readEnd(path: string, { maxBytes }: { readonly maxBytes: number }): Promise<FileRange> {
  const size = await sizeOf(path);
  const from = Math.max(0, size - maxBytes);
  return { bytes: await readRange(path, from, size), from };
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === "ENOENT") return undefined;
  throw error;
}
