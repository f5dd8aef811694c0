import type { Cli, Input } from "./cli.ts";
import type { ExecStream } from "./commands/exec.ts";

/** Bytes of input per line, so that its base64 stays far below the line limit. */
const CHUNK_BYTES = 64 * 1024;

/** Gives every key to the command, ctrl-C as well; the handle restores the terminal. */
export function rawTerminal({ stdin }: Cli): Disposable {
  stdin.setRawMode?.(true);
  return { [Symbol.dispose]: () => void stdin.setRawMode?.(false) };
}

/** Sends what is typed or piped in, no faster than the core takes it, and its end; the handle stops reading. */
export function forwardInput(stdin: Input, stream: ExecStream): Disposable {
  // One after another: the end of the input may be told while its last chunk is still on its way.
  let sent = Promise.resolve(true);
  let over = false;
  const onData = (chunk: Buffer | string) => {
    stdin.pause();
    sent = sent.then(async (open) => open && (await send(stream, chunk)));
    void sent.then((open) => (open && !over ? void stdin.resume() : undefined));
  };
  const onEnd = () =>
    void sent.then(async (open) => open && (await attempt(async () => await stream.send({ eof: true }))));
  stdin.on("data", onData).on("end", onEnd);
  return {
    [Symbol.dispose]() {
      over = true;
      stdin.off("data", onData).off("end", onEnd);
      stdin.pause();
    },
  };
}

/** Tells the command's terminal how large this one is, whenever that changes. */
export function forwardSize({ stdout }: Cli, stream: ExecStream): Disposable {
  const onResize = () => {
    const { columns: cols = 80, rows = 24 } = stdout;
    void attempt(async () => await stream.send({ resize: { cols, rows } }));
  };
  stdout.on("resize", onResize);
  return { [Symbol.dispose]: () => void stdout.off("resize", onResize) };
}

/** Sends the signals that this process gets to the command instead. */
export function forwardSignals(cli: Cli, stream: ExecStream): Disposable {
  const handlers = new DisposableStack();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    handlers.defer(cli.onSignal(signal, () => void attempt(async () => await stream.send({ signal }))));
  }
  return handlers;
}

async function send(stream: ExecStream, chunk: Buffer | string): Promise<boolean> {
  const bytes = Buffer.from(chunk);
  return await attempt(async () => {
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      await stream.send({ stdin: bytes.subarray(at, at + CHUNK_BYTES).toString("base64") });
    }
  });
}

/** Resolves with whether it worked; the loop that reads the stream is the one that reports a lost connection. */
async function attempt(act: () => Promise<void>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch {
    return false;
  }
}
