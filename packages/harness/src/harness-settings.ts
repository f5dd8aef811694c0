import { join } from "node:path";
import { AGENT_CONFIG_PATH, DEFAULT_SOCKET, MODEL_SOCKET, type ModelAccessMode } from "@hyperhive/wire";
import type { Flavor } from "./flavor.ts";

/** Where things are, read once from the environment; all paths are paths in the cage. */
export type HarnessSettings = {
  readonly flavor: Flavor;
  /** Pronouns of the operator, when the cage says them; else the core does. */
  readonly pronouns: string | undefined;
  /** `key`: the core's gateway answers claude; `login`: claude talks to Anthropic with its own log-in. */
  readonly modelAccess: ModelAccessMode;
  readonly socketPath: string;
  readonly modelSocketPath: string;
  readonly configPath: string;
  /** Working directory of claude; the agent's own files. */
  readonly stateDir: string;
  /** Holds the model that was chosen at run time. */
  readonly modelFile: string;
  /** Holds the id of the conversation to resume; beside claude's own transcripts, because it means nothing without them. */
  readonly sessionFile: string;
  readonly credentialsFile: string;
  /** Another claude than the one that the SDK brings. */
  readonly claudePath: string | undefined;
  /** What claude sees of our environment. */
  readonly claudeBase: Readonly<Record<string, string>>;
};

const PASSED_ON = [
  "PATH",
  "HOME",
  "LANG",
  "TERM",
  "TZ",
  "TMPDIR",
  "XDG_RUNTIME_DIR",
  "CLAUDE_CODE_TMPDIR",
  "CLAUDE_CONFIG_DIR",
  // Who commits, and whose repos git may read: the core decides both for the cage.
  "GIT_AUTHOR_NAME",
  "GIT_AUTHOR_EMAIL",
  "GIT_COMMITTER_NAME",
  "GIT_COMMITTER_EMAIL",
  "GIT_CONFIG_SYSTEM",
] as const;

/** Reads the settings. Throws an Error that names the variable when one cannot be understood. */
export function readSettings(flavor: Flavor, env: Readonly<Record<string, string | undefined>>): HarnessSettings {
  const home = env["HOME"] ?? "/home/agent";
  const stateDir = env["HYPERHIVE_STATE"] ?? "/state";
  return {
    flavor,
    pronouns: env["HIVE_OPERATOR_PRONOUNS"],
    modelAccess: readModelAccess(env["HYPERHIVE_MODEL_ACCESS"]),
    socketPath: env["HYPERHIVE_SOCKET"] ?? DEFAULT_SOCKET,
    modelSocketPath: env["HYPERHIVE_MODEL_SOCKET"] ?? MODEL_SOCKET,
    configPath: env["HYPERHIVE_CONFIG"] ?? AGENT_CONFIG_PATH,
    stateDir,
    modelFile: env["HYPERHIVE_MODEL_FILE"] ?? join(stateDir, "hyperhive-model"),
    sessionFile: join(home, ".claude", "hyperhive-session.json"),
    credentialsFile: join(home, ".claude", ".credentials.json"),
    claudePath: env["HYPERHIVE_CLAUDE_PATH"],
    claudeBase: { HOME: home, ...Object.fromEntries(PASSED_ON.flatMap((name) => pair(name, env[name]))) },
  };
}

function readModelAccess(word: string | undefined): ModelAccessMode {
  if (word === undefined || word === "key") return "key";
  if (word === "login") return "login";
  throw new Error(`expected \`HYPERHIVE_MODEL_ACCESS\` to be key or login, got ${JSON.stringify(word)}`);
}

function pair(name: string, value: string | undefined): readonly (readonly [string, string])[] {
  return value === undefined ? [] : [[name, value]];
}
