import type { Flavor } from "../flavor.ts";
import { answer } from "./answer.ts";
import { ask } from "./ask.ts";
import { cancelLooseEnd } from "./cancel-loose-end.ts";
import { getLooseEnds } from "./get-loose-ends.ts";
import { getLogs } from "./manager/get-logs.ts";
import { kill } from "./manager/kill.ts";
import { requestApplyCommit } from "./manager/request-apply-commit.ts";
import { requestInitConfig } from "./manager/request-init-config.ts";
import { requestSpawn } from "./manager/request-spawn.ts";
import { restart } from "./manager/restart.ts";
import { start } from "./manager/start.ts";
import { update } from "./manager/update.ts";
import { messageStatus } from "./message-status.ts";
import { recv } from "./recv.ts";
import { remind } from "./remind.ts";
import { requestNextTurn } from "./request-next-turn.ts";
import { send } from "./send.ts";
import { setStatus } from "./set-status.ts";
import type { HiveTool } from "./tool.ts";
import { whoami } from "./whoami.ts";

const forMessages: readonly HiveTool[] = [send, recv, whoami, setStatus, requestNextTurn, messageStatus];
const forDecisions: readonly HiveTool[] = [ask, answer, remind, getLooseEnds, cancelLooseEnd];
const forBoth = [...forMessages, ...forDecisions];

/** Tools that only the manager's flavor has; what they may do is still the core's decision. */
const forManager: readonly HiveTool[] = [
  requestSpawn,
  requestInitConfig,
  requestApplyCommit,
  kill,
  start,
  restart,
  update,
  getLogs,
];

/** hyperhive's own tools for a flavor. What only the operator may do (approve, deny, destroy) has no tool. */
export function hiveTools(flavor: Flavor): readonly HiveTool[] {
  return flavor === "manager" ? [...forBoth, ...forManager] : forBoth;
}
