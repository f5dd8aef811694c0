import type { Socket } from "node:net";

/** How long the other side may take to close as well. */
const PATIENCE_MS = 500;

/** Ends a half-open socket once what was written has left. What still comes is read and dropped: a socket closed on unread bytes would show the other side a reset and cost it the answer. */
export function hangUp(socket: Socket, patienceMs = PATIENCE_MS): void {
  const impatient = setTimeout(() => socket.destroy(), patienceMs);
  socket.once("close", () => clearTimeout(impatient));
  socket.removeAllListeners("data");
  socket.once("end", () => socket.destroy());
  socket.resume();
  socket.end(() => {
    if (socket.readableEnded) socket.destroy();
  });
}
