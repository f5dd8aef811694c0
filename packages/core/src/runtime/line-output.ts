import { constants, openSync } from "node:fs";
import { type FileHandle, mkdir, open, rm } from "node:fs/promises";
import { Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { openCagePipe } from "./cage-pipe.ts";
import { LineCutter } from "./line-cutter.ts";
import type { CageOutput } from "./start-cage.ts";

/** Lines that a failed start is explained with. */
const RECENT = 20;
/** Most bytes of what the chain said that are shown. */
const MAX_REASON = 2_000;
/** How long the rest of an output is waited for once its cage is gone. */
const DRAIN_MS = 2_000;

/** An output of a cage that is read while it is written; disposing reads it to its end, then closes it. */
export type LineOutput = CageOutput & AsyncDisposable;

/** Opens a pipe for a cage and hands on each line as it comes. It breaks when the core dies. What the chain says is kept apart. */
export async function openLineOutput(
  { folder, mkfifo }: { folder: string; mkfifo: string },
  onLine: (line: string) => void,
): Promise<LineOutput> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await using handles = new AsyncDisposableStack();
  const chain = handles.use(await openNameless(folder));
  const pipe = await openCagePipe(folder, mkfifo);
  handles.use(pipe.write);
  const recent: string[] = [];
  const reader = await readerOf(pipe.read);
  const reading = readLines(reader, (line) => {
    if (recent.push(line) > RECENT) recent.shift();
    onLine(line);
  });
  // Who waits for the end sees the failure too.
  reading.catch(() => {});
  const drain = async () => {
    await pipe.write.close();
    // A process outside the cage could have been given the pipe: it must not hold the build.
    await Promise.race([reading, delay(DRAIN_MS, undefined, { ref: false })]);
    reader.destroy();
  };
  const held = handles.move();
  return {
    programs: pipe.write.fd,
    chain: chain.fd,
    async said() {
      await drain();
      return recent.join("\n").trim() || (await textOf(chain)).trim();
    },
    async [Symbol.asyncDispose]() {
      await held.disposeAsync();
      await drain();
    },
  };
}

async function openNameless(folder: string): Promise<FileHandle> {
  const path = join(folder, "chain");
  const file = await open(path, "w+", 0o600);
  await rm(path);
  return file;
}

async function textOf(file: FileHandle): Promise<string> {
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(MAX_REASON), position: 0 });
  return buffer.subarray(0, bytesRead).toString();
}

// A descriptor of the socket's own: it closes it, and it reads without holding a thread.
async function readerOf(read: { readonly fd: number; close(): Promise<void> }): Promise<Socket> {
  const fd = openSync(`/proc/self/fd/${read.fd}`, constants.O_RDONLY | constants.O_NONBLOCK);
  await read.close();
  return new Socket({ fd, readable: true, writable: false });
}

async function readLines(reader: Socket, onLine: (line: string) => void): Promise<void> {
  const cutter = new LineCutter(onLine);
  for await (const chunk of reader) cutter.push(chunk as Buffer);
  cutter.end();
}
