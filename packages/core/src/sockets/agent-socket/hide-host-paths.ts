import type { Message } from "@hyperhive/wire";

/** A message as agents get it: where its files lie on the host is not theirs to know. */
export function hideHostPaths<M extends Message>(message: M): M {
  if (message.file_refs.length === 0) return message;
  return { ...message, file_refs: message.file_refs.map(({ path, size }) => ({ path, size })) };
}
