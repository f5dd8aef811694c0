import type { AgentStatus, HostVerbs, VerbResponse } from "@hyperhive/wire";
import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { columns } from "../render/columns.ts";
import { painter, type Tone } from "../render/paint.ts";
import { oneLine } from "../render/printable.ts";
import { duration, relativeTime } from "../render/relative-time.ts";

const MAX_STATUS_TEXT = 60;

/** Prints the core's facts, what waits for the operator, and one row per agent. */
export async function status(context: Context): Promise<void> {
  const host = connectHost(context);
  const [core, { agent_statuses: agents }, { approvals }, { questions }] = await Promise.all([
    host.call("ping", {}),
    host.call("agent_status", {}),
    host.call("pending", {}),
    host.call("questions", {}),
  ]);
  context.print({ core, agent_statuses: agents, approvals, questions }, () => [
    ...coreLines(context, core),
    ...waitingLines(context, { approvals: approvals.length, questions: questions.length }),
    "",
    ...agentLines(context, agents),
  ]);
}

function coreLines({ cli }: Context, core: VerbResponse<HostVerbs["ping"]>): string[] {
  const access = core.model_access === "key" ? "the core holds the key" : "each agent logs in by itself";
  return columns([
    ["core", `${core.rev}, pid ${core.pid}, up ${duration(cli.now() - core.started_at)}${core.demo ? ", DEMO" : ""}`],
    ["pages", core.url],
    ["state", core.state_dir],
    ["cages", core.runtime],
    ["model", access],
  ]);
}

/** One line when something waits for the operator, else none. */
function waitingLines({ cli }: Context, waiting: { approvals: number; questions: number }): string[] {
  const { approvals, questions } = waiting;
  const parts = [
    ...(approvals === 0 ? [] : [`${counted(approvals, "approval")} (\`hive-c0re pending\`)`]),
    ...(questions === 0 ? [] : [`${counted(questions, "question")} (\`hive-c0re questions\`)`]),
  ];
  return parts.length === 0 ? [] : [painter(cli, cli.stdout)("warn", `waits for you: ${parts.join(", ")}`)];
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function agentLines(context: Context, agents: readonly AgentStatus[]): string[] {
  const { cli } = context;
  const paint = painter(cli, cli.stdout);
  const rows = agents.map((agent) => [
    agent.name,
    stateOf(agent).word,
    agent.active_model ?? "-",
    statusOf(agent, cli.now()),
  ]);
  const [head = "", ...lines] = columns([["AGENT", "STATE", "MODEL", "STATUS"], ...rows]);
  const tones = agents.map((agent) => stateOf(agent));
  return [
    paint("faint", head),
    ...lines.map((line, at) => {
      const { word, tone } = tones[at] ?? { word: "", tone: "faint" as Tone };
      return line.replace(` ${word}`, ` ${paint(tone, word)}`);
    }),
  ];
}

/** The one word that matters most; the booleans are independent. */
function stateOf(agent: AgentStatus): { word: string; tone: Tone } {
  if (agent.failed) return { word: "failed", tone: "bad" };
  if (!agent.running) return { word: "stopped", tone: "faint" };
  if (agent.needs_login) return { word: "needs login", tone: "warn" };
  if (agent.needs_update) return { word: "needs update", tone: "warn" };
  if (agent.paused) return { word: "paused", tone: "warn" };
  return { word: "running", tone: "good" };
}

function statusOf(agent: AgentStatus, now: number): string {
  if (agent.status_text === undefined) return "-";
  const text = oneLine(agent.status_text, MAX_STATUS_TEXT);
  return agent.status_set_at === undefined ? text : `${text} (${relativeTime(Date.parse(agent.status_set_at), now)})`;
}
