import { Transform } from "node:stream";
import type { Secret } from "../config/secret.ts";

const BLOT = "*";
/** Shorter ones stand in ordinary text by chance; no real credential is. */
const SHORTEST = 8;

/** Blots a credential out of bytes that pass by, also where it comes in pieces, and keeps their number. Only an end that may be its beginning is held back, so a stream stays one. */
export class SecretBlotter extends Transform {
  readonly #secret: Buffer;
  #held: Buffer = Buffer.alloc(0);

  constructor(secret: Secret | undefined) {
    super();
    this.#secret = Buffer.from(wordOf(secret));
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    // A copy, because others may read the same bytes.
    const bytes = Buffer.concat([this.#held, chunk]);
    if (this.#secret.byteLength > 0) this.#blot(bytes);
    const end = bytes.byteLength - this.#beginningAtEnd(bytes);
    this.#held = bytes.subarray(end);
    this.push(bytes.subarray(0, end));
    done();
  }

  override _flush(done: () => void): void {
    this.push(this.#held);
    done();
  }

  #blot(bytes: Buffer): void {
    const size = this.#secret.byteLength;
    for (let at = bytes.indexOf(this.#secret); at !== -1; at = bytes.indexOf(this.#secret, at + size))
      bytes.fill(BLOT, at, at + size);
  }

  // How many of the last bytes may be the beginning of the secret.
  #beginningAtEnd(bytes: Buffer): number {
    for (let size = Math.min(this.#secret.byteLength - 1, bytes.byteLength); size > 0; size--)
      if (bytes.subarray(-size).equals(this.#secret.subarray(0, size))) return size;
    return 0;
  }
}

/** Blots a credential out of a text. */
export function blotSecret(text: string, secret: Secret | undefined): string {
  const word = wordOf(secret);
  return word === "" ? text : text.replaceAll(word, BLOT.repeat(word.length));
}

function wordOf(secret: Secret | undefined): string {
  const word = secret?.reveal() ?? "";
  return word.length < SHORTEST ? "" : word;
}
