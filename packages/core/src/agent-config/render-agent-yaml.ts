import { agentConfigSchema, agentYamlSchema, parseAs, type AgentConfig, type AgentConfigInput } from "@hyperhive/wire";
import { invalidConfig } from "./config-problem.ts";
import { yamlField } from "./yaml-field.ts";
import { MAX_YAML_BYTES } from "./read-yaml.ts";

/** Where every cage has the schema, so that an editor in it can complete and check. */
const SCHEMA_LINE = "# yaml-language-server: $schema=/opt/hyperhive/packages/wire/schemas/agent-yaml.json";

type Field = keyof typeof agentYamlSchema.shape;

/** Every field in the order of the file, with what stands there as a comment while it is not set. */
const EXAMPLES: Readonly<Record<Exclude<Field, "version">, readonly string[]>> = {
  prompt: [
    "prompt: |",
    "  You review what the others write.",
    "  Answer with a list of findings, the worst one first.",
  ],
  prompt_file: ["prompt_file: prompts/role.md"],
  model: ["model: haiku"],
  tools: ["tools: [Bash, Edit, Glob, Grep, Read, Write]"],
  mcp_servers: [
    "mcp_servers:",
    "  tickets:",
    "    command: node",
    "    args: [/state/tickets/server.js]",
    "    env: { TICKETS_URL: https://tickets.example }",
    '    allowed_tools: ["*"] # what claude may call without asking',
  ],
  send_to: ["send_to: [operator, manager]"],
  env: ["env:", "  EDITOR: ed"],
  network: ["network: internet"],
  mounts: ["mounts:", "  - source: /srv/data", "    target: /data", "    access: ro # or rw"],
  limits: ["limits:", "  memory_mb: 2048 # MiB", "  cpus: 1.5 # processors", "  pids: 512 # processes and threads"],
  idle_seconds: ["idle_seconds: 300"],
  turn_budget_usd: ["turn_budget_usd: 2"],
};

/** Writes the `agent.yaml` of a configuration, with a comment above every field and an example in place of each that is not set; compiled, it is the configuration again. A server called `hyperhive`, which no harness ever ran, is left out. Throws `invalid_config` when the file would be longer than one may be. */
export function renderAgentYaml(config: AgentConfigInput): string {
  const set = ownFields(config);
  const fields = (Object.keys(EXAMPLES) as (keyof typeof EXAMPLES)[]).map((field) => [
    `# ${agentYamlSchema.shape[field].description ?? field}`,
    ...(field in set ? [yamlField(field, set[field])] : EXAMPLES[field].map((line) => `#${line}`)),
  ]);
  const head = [
    SCHEMA_LINE,
    "# The shape of this agent. A line without its leading `#` takes effect once the operator has approved it.",
    "",
    "version: 1",
  ];
  const text = `${[head, ...fields].map((block) => block.join("\n")).join("\n\n")}\n`;
  if (Buffer.byteLength(text) <= MAX_YAML_BYTES) return text;
  throw invalidConfig([{ text: `expected a configuration that fits into ${MAX_YAML_BYTES} bytes` }]);
}

/** What the configuration sets itself; empty lists and mappings that are the default are as good as not set. */
function ownFields(config: AgentConfigInput): Readonly<Record<string, unknown>> {
  const { hyperhive: _, ...mcp_servers } = config.mcp_servers ?? {};
  const full: AgentConfig = parseAs(agentConfigSchema, { ...config, mcp_servers });
  const defaults: Readonly<Record<string, unknown>> = agentConfigSchema.parse({});
  const set = Object.entries(full).filter(
    ([field, value]) => field in config && !(isEmpty(value) && isEmpty(defaults[field])) && field !== "version",
  );
  return Object.fromEntries(set.filter(([, value]) => value !== undefined));
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
