import { roughBytes } from "./rough-bytes.ts";

/** The newest frames of a stream whose seq grows by one: at most so many, and at most about so many bytes, but always the newest. */
export class FrameRing<F extends { readonly seq: number }> {
  readonly #maxFrames: number;
  readonly #maxBytes: number;
  #frames: (Kept<F> | undefined)[] = [];
  #start = 0;
  #bytes = 0;

  constructor(maxFrames: number, maxBytes: number) {
    this.#maxFrames = maxFrames;
    this.#maxBytes = maxBytes;
  }

  push(frame: F): void {
    const bytes = roughBytes(frame);
    this.#frames.push({ frame, bytes });
    this.#bytes += bytes;
    while (this.#isOverfull()) this.#dropOldest();
    if (this.#start > this.#maxFrames) this.#closeGap();
  }

  /** Every frame after `seq`, oldest first; undefined when some of them are no longer kept. */
  after(seq: number): readonly F[] | undefined {
    const oldest = this.#frames[this.#start]?.frame.seq;
    if (oldest === undefined) return seq === 0 ? [] : undefined;
    if (seq < oldest - 1) return undefined;
    return this.#frames
      .slice(this.#start + seq - oldest + 1)
      .flatMap((kept) => (kept === undefined ? [] : [kept.frame]));
  }

  #isOverfull(): boolean {
    const count = this.#frames.length - this.#start;
    return count > 1 && (count > this.#maxFrames || this.#bytes > this.#maxBytes);
  }

  #dropOldest(): void {
    this.#bytes -= this.#frames[this.#start]?.bytes ?? 0;
    this.#frames[this.#start] = undefined;
    this.#start += 1;
  }

  #closeGap(): void {
    this.#frames = this.#frames.slice(this.#start);
    this.#start = 0;
  }
}

type Kept<F> = { readonly frame: F; readonly bytes: number };
