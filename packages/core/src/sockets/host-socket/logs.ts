import { setTimeout as delay } from "node:timers/promises";
import type { HostVerbs } from "@hyperhive/wire";
import { readOn, tailLog } from "../../lifecycle/harness-log.ts";
import { newestThatFit } from "../newest-that-fit.ts";
import type { StreamChannel, StreamHandler } from "../verb-handlers.ts";
import type { HostCaller } from "./host-caller.ts";

/** How often a followed log is looked at. */
const POLL_MS = 250;

/** The end of an agent's log; with `follow`, then what is added until the caller hangs up. */
export const logs: StreamHandler<HostVerbs["logs"], HostCaller> = async ({ name, lines, follow }, { logFile }) => {
  const path = logFile(name);
  const tail = await tailLog(path, lines);
  const response = { lines: newestThatFit(tail.lines) };
  if (!follow) return { response };
  return { response, stream: (channel) => followLog(path, tail.position, channel) };
};

async function followLog(path: string, from: number, channel: StreamChannel<HostVerbs["logs"]>): Promise<void> {
  const hungUp = channel.hungUp();
  let position = from;
  while (!channel.signal.aborted) {
    const part = await readOn(path, position);
    position = part.position;
    if (part.lines.length > 0) await channel.push({ lines: newestThatFit(part.lines) });
    else await Promise.race([hungUp, delay(POLL_MS)]);
  }
}
