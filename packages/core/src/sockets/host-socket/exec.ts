import type { Readable } from "node:stream";
import type { HostVerbs, VerbItem } from "@hyperhive/wire";
import type { ExecSession } from "../../runtime/runtime.ts";
import type { StreamChannel, StreamHandler, VerbChannelInput } from "../verb-handlers.ts";
import type { HostCaller } from "./host-caller.ts";

type Exec = HostVerbs["exec"];
type ExecChannel = StreamChannel<Exec>;

/** Bytes per item; base64 makes a third more of them. */
const MAX_CHUNK_BYTES = 256 * 1024;

/** Runs a command in an agent's cage; it is killed when the caller hangs up before its end. */
export const exec: StreamHandler<Exec, HostCaller> = async ({ name, argv, pty }, host) => {
  const [program = "", ...args] = argv;
  const session = await host.exec(name, { argv: [program, ...args], ...(pty !== undefined && { pty }) });
  return { response: {}, stream: (channel) => attach(session, channel) };
};

async function attach(session: ExecSession, channel: ExecChannel): Promise<void> {
  // Writing to a command that has ended is no failure of ours; its exit tells.
  session.stdin.on("error", () => undefined);
  const feeding = feed(session, channel);
  const output = Promise.all([
    pump(session.stdout, channel, (bytes) => ({ stdout: bytes })),
    pump(session.stderr, channel, (bytes) => ({ stderr: bytes })),
  ]);
  const hungUp = feeding.finally(() => session.kill("SIGKILL"));
  await Promise.race([output, hungUp]);
  const exitCode = await session.exit;
  if (!channel.signal.aborted) await channel.push({ exit_code: exitCode });
}

async function pump(stream: Readable, channel: ExecChannel, item: (base64: string) => VerbItem<Exec>): Promise<void> {
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    for (let at = 0; at < chunk.byteLength; at += MAX_CHUNK_BYTES) {
      await channel.push(item(chunk.subarray(at, at + MAX_CHUNK_BYTES).toString("base64")));
    }
  }
}

// Resolves when the caller hangs up.
async function feed(session: ExecSession, channel: ExecChannel): Promise<void> {
  for await (const input of channel.inputs()) await take(session, input, channel.signal);
}

async function take(session: ExecSession, input: VerbChannelInput<Exec>, signal: AbortSignal): Promise<void> {
  if ("stdin" in input) {
    const { stdin } = session;
    if (stdin.writable && !stdin.write(Buffer.from(input.stdin, "base64"))) await drained(stdin, signal);
  } else if ("eof" in input) {
    session.stdin.end();
  } else if ("resize" in input) {
    session.resize(input.resize);
  } else {
    session.kill(input.signal);
  }
}

async function drained(stdin: ExecSession["stdin"], signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const done = () => resolve();
  stdin.once("drain", done).once("close", done);
  signal.addEventListener("abort", done, { once: true });
  if (!signal.aborted) await promise;
  stdin.off("drain", done).off("close", done);
  signal.removeEventListener("abort", done);
}
