import type { Flavor } from "../flavor.ts";
import { messageStatus } from "./message-status.ts";
import { recv } from "./recv.ts";
import { requestNextTurn } from "./request-next-turn.ts";
import { send } from "./send.ts";
import { setStatus } from "./set-status.ts";
import type { HiveTool } from "./tool.ts";
import { whoami } from "./whoami.ts";

const forBoth: readonly HiveTool[] = [send, recv, whoami, setStatus, requestNextTurn, messageStatus];

/** Tools that only the manager's flavor has; what they may do is still the core's decision. */
const forManager: readonly HiveTool[] = [];

/** hyperhive's own tools for a flavor. */
export function hiveTools(flavor: Flavor): readonly HiveTool[] {
  return flavor === "manager" ? [...forBoth, ...forManager] : forBoth;
}
