import { MAX_BODY_BYTES } from "@hyperhive/wire";

/** Why a text cannot be sent as one message, if it is too long. */
export function tooLong(text: string): string | undefined {
  // A UTF-16 unit takes at most three bytes.
  if (text.length * 3 <= MAX_BODY_BYTES) return undefined;
  const bytes = new TextEncoder().encode(text).byteLength;
  if (bytes <= MAX_BODY_BYTES) return undefined;
  return `too long to send: ${(bytes / 1024).toFixed(1)} of ${MAX_BODY_BYTES / 1024} KiB. put it into a file and send its path`;
}
