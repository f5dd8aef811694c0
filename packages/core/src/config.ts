import { resolve } from "node:path";
import { DEFAULT_WEB_PORT, HiveError } from "@hyperhive/wire";
import { hiveRoots } from "./config/hive-roots.ts";
import { readModelAccess, type ModelAccess } from "./config/model-access.ts";

/** Everything that decides how a core runs, read once. */
export type CoreConfig = {
  readonly stateDir: string;
  readonly runDir: string;
  /** Port of the dashboard on 127.0.0.1; 0 lets the kernel choose. */
  readonly port: number;
  /** `hash`: each agent's page has a port of its own besides; `off`: the dashboard's port only. */
  readonly agentPorts: "hash" | "off";
  /** Names that a request's Host may have besides the loopback ones. */
  readonly allowedHosts: readonly string[];
  readonly model: ModelAccess;
  /** Pronouns of the operator. */
  readonly pronouns: string;
  readonly demo: boolean;
  /** The checkout that cages get their harness from. */
  readonly codeRoot: string;
  /** Folder of the built pages. */
  readonly webRoot: string;
  /** The Node binary that cages run. */
  readonly nodePath: string;
  /** Whether the core is root and so gives each agent a host account of its own. */
  readonly asRoot: boolean;
  readonly logLevel: LogLevel;
};

/** What the configuration is read from; only a `main.ts` fills it from the process. */
export type ConfigFacts = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly flags: {
    readonly stateDir?: string;
    readonly runDir?: string;
    readonly port?: number | string;
    readonly demo?: boolean;
  };
  readonly uid: number;
  readonly home: string;
  readonly nodePath: string;
};

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Reads the configuration; flags win over the environment. Throws a HiveError that names the variable when a value cannot be used. */
export function readCoreConfig(facts: ConfigFacts): CoreConfig {
  const { env, flags } = facts;
  const codeRoot = resolve(import.meta.dirname, "../../..");
  return {
    ...hiveRoots(facts),
    port: readPort(flags.port ?? env["HYPERHIVE_PORT"]),
    agentPorts: oneOf("HYPERHIVE_AGENT_PORTS", env["HYPERHIVE_AGENT_PORTS"] || "hash", ["hash", "off"]),
    allowedHosts: listOf(env["HYPERHIVE_ALLOWED_HOSTS"]),
    model: readModelAccess(env),
    pronouns: env["HIVE_OPERATOR_PRONOUNS"] || "they/them",
    demo: flags.demo ?? readSwitch("HYPERHIVE_DEMO", env["HYPERHIVE_DEMO"]),
    codeRoot,
    webRoot: resolve(codeRoot, "packages/web/dist"),
    nodePath: facts.nodePath,
    asRoot: facts.uid === 0,
    logLevel: oneOf("HYPERHIVE_LOG_LEVEL", env["HYPERHIVE_LOG_LEVEL"] || "info", LOG_LEVELS),
  };
}

function readPort(value: number | string | undefined): number {
  if (value === undefined || value === "") return DEFAULT_WEB_PORT;
  const port = Number(value);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new HiveError(
    "bad_request",
    `\`HYPERHIVE_PORT\`: expected a port from 0 to 65535, got ${JSON.stringify(value)}`,
  );
}

function readSwitch(field: string, value: string | undefined): boolean {
  return oneOf(field, value || "0", ["0", "1"]) === "1";
}

function listOf(value: string | undefined): readonly string[] {
  return (value ?? "")
    .split(",")
    .map((item) => item.trim().toLowerCase())
    .filter((item) => item !== "");
}

function oneOf<T extends string>(field: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === value);
  if (found !== undefined) return found;
  throw new HiveError("bad_request", `\`${field}\`: expected ${allowed.join(" or ")}, got ${JSON.stringify(value)}`);
}
