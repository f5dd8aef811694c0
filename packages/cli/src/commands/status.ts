import type { AgentStatus, HostVerbs, VerbResponse } from "@hyperhive/wire";
import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { columns } from "../render/columns.ts";
import { painter, type Tone } from "../render/paint.ts";
import { oneLine } from "../render/printable.ts";
import { duration, relativeTime } from "../render/relative-time.ts";

const MAX_STATUS_TEXT = 60;

/** Prints the core's facts and one row per agent. */
export async function status(context: Context): Promise<void> {
  const host = connectHost(context);
  const core = await host.call("ping", {});
  const { agent_statuses: agents } = await host.call("agent_status", {});
  context.print({ core, agent_statuses: agents }, () => [
    ...coreLines(context, core),
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
  if (agent.paused) return { word: "paused", tone: "warn" };
  return { word: "running", tone: "good" };
}

function statusOf(agent: AgentStatus, now: number): string {
  if (agent.status_text === undefined) return "-";
  const text = oneLine(agent.status_text, MAX_STATUS_TEXT);
  return agent.status_set_at === undefined ? text : `${text} (${relativeTime(Date.parse(agent.status_set_at), now)})`;
}
