import { HiveError } from "./errors.ts";
import { MAX_LINE_BYTES } from "./limits.ts";

const LINE_FEED = 0x0a;

/** One JSON object as a line. JSON text never holds a raw line feed, so no escaping is needed. */
export function encodeLine(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

/** What a splitter found: a whole line, or the notice that one was over the limit and has been skipped. */
export type SplitLine = { readonly kind: "line"; readonly text: string } | { readonly kind: "too_long" };

/** Cuts a byte stream into lines on LF only; a line over the limit is skipped up to its end and reported once, at the moment it passes the limit. */
export class LineSplitter {
  readonly #limit: number;
  #parts: Uint8Array[] = [];
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
    this.#size += part.byteLength;
    if (this.#size > this.#limit) {
      this.#skipping = true;
      this.#parts = [];
      found.push({ kind: "too_long" });
      return;
    }
    // A copy: the caller may reuse its buffer.
    this.#parts.push(part.slice());
  }

  #finish(found: SplitLine[]): void {
    if (!this.#skipping) found.push({ kind: "line", text: decode(this.#parts, this.#size) });
    this.#parts = [];
    this.#size = 0;
    this.#skipping = false;
  }
}

function decode(parts: readonly Uint8Array[], size: number): string {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return new TextDecoder().decode(whole);
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
