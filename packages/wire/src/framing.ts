import { HiveError } from "./errors.ts";
import { MAX_LINE_BYTES } from "./limits.ts";

const LINE_FEED = 0x0a;

/** One JSON object as a line. JSON text never holds a raw line feed, so no escaping is needed. */
export function encodeLine(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

/** What a splitter found: a whole line, or the notice that one was over the limit and has been skipped. */
export type SplitLine = { readonly kind: "line"; readonly text: string } | { readonly kind: "too_long" };

const FIRST_CAPACITY = 4096;

/** Cuts a byte stream into lines on LF only; a line over the limit is skipped up to its end and reported once, at the moment it passes the limit. What it holds is never much more than the line, in however small pieces that arrives. */
export class LineSplitter {
  readonly #limit: number;
  #held = new Uint8Array(0);
  #size = 0;
  #skipping = false;

  constructor(limit: number = MAX_LINE_BYTES) {
    this.#limit = limit;
  }

  /** Takes the next bytes and returns the lines that they complete. */
  push(chunk: Uint8Array): SplitLine[] {
    const found: SplitLine[] = [];
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, from)) {
      this.#take(chunk.subarray(from, at), found);
      this.#finish(found);
      from = at + 1;
    }
    this.#take(chunk.subarray(from), found);
    return found;
  }

  #take(part: Uint8Array, found: SplitLine[]): void {
    if (this.#skipping || part.byteLength === 0) return;
    if (this.#size + part.byteLength > this.#limit) {
      this.#skipping = true;
      this.#held = new Uint8Array(0);
      found.push({ kind: "too_long" });
      return;
    }
    // Copied into one piece: a piece of its own for every byte would weigh a hundred times as much.
    this.#reserve(this.#size + part.byteLength);
    this.#held.set(part, this.#size);
    this.#size += part.byteLength;
  }

  #reserve(size: number): void {
    if (size <= this.#held.byteLength) return;
    const larger = new Uint8Array(Math.max(size, this.#held.byteLength * 2, FIRST_CAPACITY));
    larger.set(this.#held.subarray(0, this.#size));
    this.#held = larger;
  }

  #finish(found: SplitLine[]): void {
    if (!this.#skipping)
      found.push({ kind: "line", text: new TextDecoder().decode(this.#held.subarray(0, this.#size)) });
    // A long line is rare; its room is not kept for the next.
    if (this.#held.byteLength > FIRST_CAPACITY) this.#held = new Uint8Array(0);
    this.#size = 0;
    this.#skipping = false;
  }
}

/** Reads one line as a JSON object. Throws `bad_json` when it is anything else. */
export function parseLine(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new HiveError("bad_json", `expected one JSON object per line, got ${excerpt(text)}`, {
      cause,
    });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new HiveError("bad_json", `expected one JSON object per line, got ${excerpt(text)}`);
  }
  return value as Record<string, unknown>;
}

function excerpt(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
