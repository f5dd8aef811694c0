import { HiveError, MANAGER, type AgentVerbs, type VerbRequest } from "@hyperhive/wire";
import type { AgentRequest } from "../../approvals/approvals.ts";
import { newestThatFit } from "../newest-that-fit.ts";
import type { Handlers } from "../verb-handlers.ts";
import type { AgentCaller } from "./agent-caller.ts";
import type { ManagerDoor } from "./manager-door.ts";

type ManagerVerbs = Pick<
  AgentVerbs,
  | "request_apply_commit"
  | "request_init_config"
  | "request_spawn"
  | "kill"
  | "start"
  | "restart"
  | "update"
  | "get_logs"
>;

/** The verbs that only the manager's socket carries out. */
export const managerHandlers: Handlers<ManagerVerbs, AgentCaller> = {
  async request_apply_commit({ agent, commit_ref: commitRef, description, key }, caller) {
    const { id, ...proposed } = await doorOf(caller).approvals.requestApplyCommit(caller.name, {
      agent,
      commitRef,
      ...(description !== undefined && { description }),
      ...(key !== undefined && { key }),
    });
    return { approval_id: id, ...proposed, supersedes: [...proposed.supersedes] };
  },
  async request_init_config(asked, caller) {
    const { id, duplicate } = await doorOf(caller).approvals.requestInitConfig(caller.name, agentRequest(asked));
    return { approval_id: id, duplicate };
  },
  async request_spawn(asked, caller) {
    const { id, duplicate } = await doorOf(caller).approvals.requestSpawn(caller.name, agentRequest(asked));
    return { approval_id: id, duplicate };
  },
  async kill({ name }, caller) {
    const door = doorOf(caller);
    await door.stop(another(door, name));
    return {};
  },
  async start({ name }, caller) {
    const door = doorOf(caller);
    await door.start(another(door, name));
    return {};
  },
  async restart({ name }, caller) {
    const door = doorOf(caller);
    await door.restart(another(door, name));
    return {};
  },
  async update({ name }, caller) {
    const door = doorOf(caller);
    const { id, duplicate } = await door.builds.rebuild(caller.name, door.resolve(name));
    return { build_id: id, duplicate };
  },
  async get_logs({ name, lines }, caller) {
    const door = doorOf(caller);
    return { lines: newestThatFit(await door.logs(door.resolve(name), lines)) };
  },
};

function agentRequest({ name, description, key }: VerbRequest<AgentVerbs["request_spawn"]>): AgentRequest {
  return { name, ...(description !== undefined && { description }), ...(key !== undefined && { key }) };
}

function doorOf({ name, manager }: AgentCaller): ManagerDoor {
  if (manager !== undefined) return manager;
  throw new HiveError("forbidden", `only the manager may do that; ${name} can ask it with a message`);
}

// It could not hear the answer, and its turn would be cut off in the middle.
function another(door: ManagerDoor, typed: string) {
  const name = door.resolve(typed);
  if (name !== MANAGER) return name;
  throw new HiveError(
    "forbidden",
    "you cannot stop or start yourself; ask the operator, or call `update` to be rebuilt",
  );
}
