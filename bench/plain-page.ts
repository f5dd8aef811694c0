import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const PAGE = `<!doctype html><title>plain</title><script src="/page.js" defer></script><pre id="text"></pre>`;
const SCRIPT = `
const text = document.getElementById("text");
const show = async () => {
  for (const path of ["/state", "/history"]) {
    const line = document.createElement("span");
    line.className = path.slice(1);
    line.textContent = JSON.stringify(await (await fetch(path)).json(), null, 1);
    text.append(line);
  }
};
show();
new EventSource("/stream").onmessage = ({ data }) => {
  const line = document.createElement("div");
  line.id = "msg-" + JSON.parse(data).message.id;
  line.textContent = data;
  text.append(line);
};`;

/** The floor: an empty page that shows the same data as plain text, and appends what it is told. */
export interface PlainPage extends AsyncDisposable {
  readonly url: string;
  /** Tells every open page. */
  tell(frame: { readonly message: { readonly id: number } }): void;
}

/** Serves the plain page over the core's own answers. */
export async function servePlainPage(data: { readonly state: string; readonly history: string }): Promise<PlainPage> {
  const streams = new Set<ServerResponse>();
  const files: Readonly<Record<string, readonly [string, string]>> = {
    "/": ["text/html", PAGE],
    "/page.js": ["text/javascript", SCRIPT],
    "/state": ["application/json", data.state],
    "/history": ["application/json", data.history],
  };
  const server = createServer((request, response) => {
    if (request.url === "/stream") {
      response.writeHead(200, { "content-type": "text/event-stream" }).write(": here\n\n");
      streams.add(response);
      return;
    }
    const [type, text] = files[request.url ?? ""] ?? ["text/plain", ""];
    response.writeHead(200, { "content-type": type }).end(text);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    tell: (frame) => streams.forEach((stream) => stream.write(`data: ${JSON.stringify(frame)}\n\n`)),
    async [Symbol.asyncDispose]() {
      server.close();
      // After it, so that no page comes back meanwhile.
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
