import { open } from "node:fs/promises";

/** Reads what a file gained since `from`, its last `limit` bytes at most, without blank ends. */
export async function readTail(path: string, from: number, limit = 2_000): Promise<string> {
  await using file = await open(path, "r");
  const size = (await file.stat()).size;
  const start = Math.max(from, size - limit);
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(Math.max(size - start, 0)), position: start });
  return buffer.subarray(0, bytesRead).toString().trim();
}
