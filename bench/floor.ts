import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A bare echo with one durable commit per line, in a process of its own. */
export interface Floor extends AsyncDisposable {
  /** Opens a connection whose `send` settles when its line is on disk. One send at a time per connection. */
  open(): Promise<{ send(body: string): Promise<void>; close(): void }>;
}

/** Starts the floor server in a temporary directory that goes with it. */
export async function openFloor(): Promise<Floor> {
  const folder = mkdtempSync(join(tmpdir(), "floor-"));
  const socketPath = join(folder, "echo.sock");
  const server = spawn(
    process.execPath,
    [join(import.meta.dirname, "floor-server.ts"), socketPath, join(folder, "floor.sqlite")],
    {
      env: {},
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  await once(server.stdout, "data");
  return {
    async open() {
      const socket = connect(socketPath);
      socket.on("error", () => socket.destroy());
      await once(socket, "connect");
      return {
        async send(body) {
          socket.write(`${JSON.stringify({ body })}\n`);
          await once(socket, "data");
        },
        close: () => socket.destroy(),
      };
    },
    async [Symbol.asyncDispose]() {
      server.kill();
      await once(server, "exit");
      rmSync(folder, { recursive: true });
    },
  };
}
