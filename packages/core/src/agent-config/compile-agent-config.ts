import { agentConfigSchema, agentYamlSchema, MAX_PROMPT_BYTES, parseAs, type AgentConfig } from "@hyperhive/wire";
import type { HiveRoots } from "../agents/agent-paths.ts";
import { AGENT_YAML, invalidConfig } from "./config-problem.ts";
import { mountProblems } from "./mount-problems.ts";
import { readYaml } from "./read-yaml.ts";
import { schemaProblems, type FieldProblem } from "./schema-problems.ts";

/** Texts of an agent's repo by their path in it. */
export type AgentFiles = ReadonlyMap<string, string> | Readonly<Record<string, string>>;

/** Makes the configuration of an agent from the files of its repo. Throws `invalid_config` that names file, line and field of each problem. With `roots`, mounts that would show the hive's own directories are refused as well. */
export function compileAgentConfig(files: AgentFiles, roots?: HiveRoots): AgentConfig {
  const text = fileOf(files, AGENT_YAML);
  if (text === undefined) throw invalidConfig([{ text: "the file is missing; expected it at the top of the repo" }]);
  const reading = readYaml(text);
  if (!reading.ok) throw invalidConfig(reading.problems);
  const { value, placeOf } = reading;
  const parsed = agentYamlSchema.safeParse(value);
  const problems = [
    ...schemaProblems(parsed.error?.issues ?? [], value),
    ...(isMapping(value)
      ? [
          ...promptProblems(value, files),
          ...serverProblems(value),
          ...proposedProblems(value),
          ...hiveMounts(value, roots),
        ]
      : []),
  ];
  if (!parsed.success || problems.length > 0) {
    throw invalidConfig(problems.map(({ path, text }) => ({ place: placeOf(path), field: path.join("."), text })));
  }
  const { prompt_file, ...config } = parsed.data;
  return parseAs(
    agentConfigSchema,
    prompt_file === undefined ? config : { ...config, prompt: fileOf(files, prompt_file) },
  );
}

const PROPOSED = /(?:^|[^\w.-])\/+agents(?:\/|$)/;

type Mapping = Readonly<Record<string, unknown>>;

function promptProblems(value: Mapping, files: AgentFiles): readonly FieldProblem[] {
  const path = ["prompt_file"];
  if (value["prompt_file"] === undefined) return [];
  const text = "expected the prompt either as `prompt` or as `prompt_file`, got both";
  const both = value["prompt"] === undefined ? [] : [{ path, text }];
  const named = agentYamlSchema.shape.prompt_file.safeParse(value["prompt_file"]);
  return named.data === undefined ? both : [...both, ...promptFileProblems(named.data, files)];
}

function promptFileProblems(name: string, files: AgentFiles): readonly FieldProblem[] {
  const path = ["prompt_file"];
  const prompt = fileOf(files, name);
  if (prompt === undefined) return [{ path, text: `expected a file of the repo, found no \`${name}\` in it` }];
  const size = Buffer.byteLength(prompt);
  if (size <= MAX_PROMPT_BYTES) return [];
  return [{ path, text: `expected at most ${MAX_PROMPT_BYTES} bytes of text in \`${name}\`, got ${size}` }];
}

function serverProblems({ mcp_servers: servers }: Mapping): readonly FieldProblem[] {
  if (!isMapping(servers) || !Object.hasOwn(servers, "hyperhive")) return [];
  const text = "the name belongs to hyperhive's own tools; give the server another one";
  return [{ path: ["mcp_servers", "hyperhive"], text }];
}

// What stands below `/agents` can be changed without an approval, so nothing that starts by itself may come from there.
function proposedProblems({ mcp_servers, env }: Mapping): readonly FieldProblem[] {
  const text =
    "`/agents` holds what is proposed, not what was approved; name a file of /state, of a mount or of the system";
  return [...wordsOf(mcp_servers, ["mcp_servers"]), ...wordsOf(env, ["env"])]
    .filter(({ word }) => PROPOSED.test(word))
    .map(({ path }) => ({ path, text }));
}

function wordsOf(value: unknown, path: FieldProblem["path"]): readonly { word: string; path: FieldProblem["path"] }[] {
  if (typeof value === "string") return [{ word: value, path }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    wordsOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function hiveMounts({ mounts }: Mapping, roots: HiveRoots | undefined): readonly FieldProblem[] {
  const parsed = agentYamlSchema.shape.mounts.safeParse(mounts);
  return parsed.success && roots !== undefined ? mountProblems(parsed.data, roots) : [];
}

function fileOf(files: AgentFiles, path: string): string | undefined {
  if (files instanceof Map) return files.get(path);
  return Object.hasOwn(files, path) ? (files as Readonly<Record<string, string>>)[path] : undefined;
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
