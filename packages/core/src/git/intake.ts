import type { Readable } from "node:stream";

/** The first bytes of a stream, as far as they were wanted. */
export type Intake = { readonly bytes: () => Buffer; readonly isOver: () => boolean };

/** Collects a stream up to a limit, drops the rest and calls `onOver` once when there is one. */
export function intakeOf(stream: Readable | null, maxBytes: number, onOver: () => void = () => undefined): Intake {
  const chunks: Buffer[] = [];
  let size = 0;
  let over = false;
  stream?.on("data", (chunk: Buffer) => {
    const fits = chunk.subarray(0, maxBytes - size);
    size += fits.length;
    if (fits.length > 0) chunks.push(fits);
    if (fits.length === chunk.length || over) return;
    over = true;
    onOver();
  });
  return { bytes: () => Buffer.concat(chunks), isOver: () => over };
}
