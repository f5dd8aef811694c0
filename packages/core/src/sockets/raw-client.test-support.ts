import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import type { TestContext } from "node:test";
import { atEndOf } from "../at-end-of.test-support.ts";

/** Any answer, as it stands on the line. */
export type Answer = {
  readonly ok: boolean;
  readonly version: number;
  readonly code?: string;
  readonly error?: string;
  readonly [field: string]: unknown;
};

/** A client that knows nothing but lines. */
export class RawClient {
  readonly socket: Socket;
  readonly #lines: AsyncIterator<string>;

  constructor(path: string) {
    this.socket = connect({ path, allowHalfOpen: true });
    // A server that dies is seen as the end of its lines.
    this.socket.on("error", () => this.socket.destroy());
    this.#lines = createInterface({ input: this.socket })[Symbol.asyncIterator]();
  }

  /** Sends one line, as it is or an object's, and reads one. */
  async ask(line: string | object): Promise<Answer> {
    this.send(line);
    const answer = await this.next();
    if (answer === undefined) throw new Error("the connection closed instead of an answer");
    return answer;
  }

  send(line: string | object): void {
    this.socket.write(`${typeof line === "string" ? line : JSON.stringify(line)}\n`);
  }

  /** The next line, or undefined at the end. */
  async next(): Promise<Answer | undefined> {
    const { value, done } = await this.#lines.next();
    return done === true ? undefined : (JSON.parse(value) as Answer);
  }
}

/** A raw client that ends with its test. */
export function rawClient(t: TestContext, path: string): RawClient {
  const client = new RawClient(path);
  atEndOf(t, () => client.socket.destroy());
  return client;
}
