import { agentPort, DEFAULT_MODEL, displayName, MANAGER, type AgentStatus, type ContainerView } from "@hyperhive/wire";
import type { AgentFacts } from "./agent-facts.ts";

/** What a view needs besides the agent's own facts. */
export type ViewSetting = {
  /** Address of the dashboard with its final slash. */
  readonly url: string;
  readonly runtime: string;
  /** Messages that wait in the agent's inbox. */
  readonly queued: number;
  /** Reminders of the agent that wait to be delivered. */
  readonly pendingReminders: number;
  /** Revision of this hyperhive. */
  readonly rev: string;
};

/** An agent as pages show it; optional fields are left out, never null. */
export function containerView(facts: AgentFacts, setting: ViewSetting): ContainerView {
  const { runtime, queued } = setting;
  const { record, config, live } = facts;
  return {
    ...status(facts, setting),
    display_name: displayName(record.name),
    is_manager: record.name === MANAGER,
    port: agentPort(record.name),
    runtime,
    network: config.ok ? config.config.network : "none",
    connected: facts.connected,
    turn_state: facts.running ? live.turnState : "idle",
    turn_state_since: live.since,
    ...(facts.running && live.until !== undefined && { turn_state_until: live.until }),
    ...(live.ctx !== undefined && { ctx: live.ctx }),
    ...(live.cost !== undefined && { cost: live.cost }),
    queued,
    ...detail(facts),
  };
}

/** The part of a view that `agent_status` carries: exactly the fields that existing clients know. */
export function statusRow(view: ContainerView): AgentStatus {
  const { name, running, failed, needs_update, needs_login, paused, pending_reminders } = view;
  const { parent, deployed_sha, active_model, status_text, status_set_at, url } = view;
  return {
    name,
    running,
    failed,
    needs_update,
    needs_login,
    paused,
    pending_reminders,
    ...(parent !== undefined && { parent }),
    ...(deployed_sha !== undefined && { deployed_sha }),
    ...(active_model !== undefined && { active_model }),
    ...(status_text !== undefined && { status_text }),
    ...(status_set_at !== undefined && { status_set_at }),
    ...(url !== undefined && { url }),
  };
}

function status(
  { record, config, running, live, deployedSha }: AgentFacts,
  { url, rev, pendingReminders }: ViewSetting,
): AgentStatus {
  const { name, statusText, statusSetAt } = record;
  return {
    name,
    running,
    failed: !config.ok || record.failure !== undefined,
    needs_update: running && record.startedRev !== undefined && record.startedRev !== rev,
    needs_login: running && live.turnState === "needs_login",
    paused: record.paused,
    ...(deployedSha !== undefined && { deployed_sha: deployedSha.slice(0, 12) }),
    active_model: (running ? live.model : undefined) ?? (config.ok ? config.config.model : undefined) ?? DEFAULT_MODEL,
    ...(statusText !== undefined && { status_text: statusText }),
    ...(statusText !== undefined &&
      statusSetAt !== undefined && { status_set_at: new Date(statusSetAt).toISOString() }),
    url: `${url}agent/${name}/`,
    pending_reminders: pendingReminders,
  };
}

function detail({ record, config, running, live, outlook }: AgentFacts): { detail?: string } {
  const found =
    (config.ok ? undefined : config.problem) ?? record.failure ?? outlook ?? (running ? live.detail : undefined);
  return found === undefined ? {} : { detail: found };
}
