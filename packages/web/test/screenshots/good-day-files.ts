import type { AgentConfigFile, AgentJournal } from "@hyperhive/wire";

const LOG = `13:58:02 turn 213 ended: ok, 38.2 s, $0.27
13:58:44 message 108 delivered to tester
14:00:29 turn 214 woken by manager
14:00:30 claude warm, pid 4117
14:01:12 tool Bash: npm test -- fetcher
14:02:04 tool Edit: src/fetcher/retry.ts
14:02:17 tool Bash: FETCH_FAKE=1 npm test -- fetcher`;

const CONFIG = `# yaml-language-server: $schema=/opt/hyperhive/schemas/agent-yaml.json
version: 1
prompt_file: prompts/role.md
model: sonnet
network: internet
tools:
  - Edit
  - Read
  - Bash(git status)
  - Bash(git commit *)
idle_seconds: 300
turn_budget_usd: 2
`;

const journal: AgentJournal = {
  unit: "harness",
  units: ["harness", "harness before"],
  lines: LOG.split("\n"),
  truncated: true,
};
const config: AgentConfigFile = { file: "agent.yaml", sha: "3b8e6f0c19d43b8e6f0c19d43b8e6f0c19d43b8e", text: CONFIG };

/** What the pages read of the files of the good day's coder, by address. */
export const PEEKS: Readonly<Record<string, object>> = {
  "/api/journal/coder": journal,
  "/api/agent-config/coder": config,
};
