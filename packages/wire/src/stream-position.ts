import type { StreamPosition } from "./dashboard-event.ts";

/** Writes a position as an SSE event id. */
export function formatPosition(position: StreamPosition): string {
  return `${position.epoch}:${position.seq}`;
}

/** Reads an SSE event id; undefined when it is none. */
export function parsePosition(text: string): StreamPosition | undefined {
  const match = /^([A-Za-z0-9_-]+):(\d+)$/.exec(text);
  return match === null ? undefined : { epoch: match[1] ?? "", seq: Number(match[2]) };
}
