import { once } from "node:events";
import { createServer } from "node:net";
import { HiveError } from "@hyperhive/wire";

/** The port for the demo's pages: `wanted` as it stands, else the usual one when nobody listens there, else 0, which lets the kernel choose. */
export async function demoPort(wanted: string | undefined, usual: number): Promise<number> {
  if (wanted !== undefined && wanted !== "") return toPort(wanted);
  return (await isFree(usual)) ? usual : 0;
}

function toPort(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new HiveError(
    "bad_request",
    `\`HYPERHIVE_PORT\`: expected a port from 0 to 65535, got ${JSON.stringify(text)}`,
  );
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, "127.0.0.1");
  try {
    await once(probe, "listening");
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") return false;
    throw error;
  } finally {
    probe.close();
  }
}
