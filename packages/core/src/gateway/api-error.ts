import type { ServerResponse } from "node:http";

/** Answers in the error form of the Anthropic API, which claude knows to read. */
export function answerError(response: ServerResponse, status: number, error: { type: string; message: string }): void {
  if (response.headersSent) {
    // Too late for words: a cut stream is retried by claude itself.
    response.destroy();
    return;
  }
  const body = JSON.stringify({ type: "error", error });
  response
    .writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(body) })
    .end(body);
}
