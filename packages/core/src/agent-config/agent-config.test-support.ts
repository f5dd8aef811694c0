import { agentConfigSchema, type AgentConfigInput } from "@hyperhive/wire";
import * as fc from "fast-check";

/** Text that is hostile to YAML, to terminals and to people. */
const hostileText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(..."ab \n#:-'\"|>&*!%@`{}[],\\?\u0000\u001b\u0085\u2028\u202e".split("")) }),
  fc.constantFrom("", "null", "true", "1", "<<", "---", "- a", "a: b", "# a", "a\n\n\nb\n"),
);

const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/).filter((word) => word !== "__proto__");
const textsByKey = (key: fc.Arbitrary<string>) =>
  fc.dictionary(key, hostileText, { maxKeys: 3, noNullPrototype: true });
const path = fc.stringMatching(/^\/(data|srv)[a-z "'#:-]{0,6}$/);

const server = fc.record(
  {
    command: hostileText.filter((text) => text !== ""),
    args: fc.array(hostileText, { maxLength: 3 }),
    env: textsByKey(hostileText.filter((key) => key !== "__proto__")),
    allowed_tools: fc.array(hostileText, { maxLength: 3 }),
  },
  { requiredKeys: ["command"], noNullPrototype: true },
);

/** Every valid configuration that names no server `hyperhive`. */
export const agentConfigInput: fc.Arbitrary<AgentConfigInput> = fc
  .record(
    {
      version: fc.constant(1 as const),
      prompt: hostileText,
      model: hostileText.filter((text) => text !== ""),
      tools: fc.array(
        fc.oneof(
          name.filter((word) => !word.startsWith("_")),
          hostileText.map((text) => `Bash(${text})`),
        ),
        { maxLength: 4 },
      ),
      mcp_servers: fc.dictionary(name, server, { maxKeys: 2, noNullPrototype: true }),
      send_to: fc.array(hostileText, { maxLength: 3 }),
      env: textsByKey(name),
      network: fc.constantFrom("internet" as const, "none" as const, "host" as const),
      mounts: fc.array(
        fc.record(
          { source: path, target: path, access: fc.constantFrom("ro" as const, "rw" as const) },
          { requiredKeys: ["source", "target"], noNullPrototype: true },
        ),
        { maxLength: 2 },
      ),
      limits: fc.record(
        {
          memory_mb: fc.integer({ min: 1 }),
          cpus: fc.double({ min: 1e-9, max: 1e6, noNaN: true }),
          pids: fc.integer({ min: 1 }),
        },
        { requiredKeys: [], noNullPrototype: true },
      ),
      idle_seconds: fc.integer({ min: 0, max: 86_400 }),
      turn_budget_usd: fc.double({ min: Number.MIN_VALUE, max: 1e300, noNaN: true }),
    },
    { requiredKeys: [], noNullPrototype: true },
  )
  .filter((config) => agentConfigSchema.safeParse(config).success);
