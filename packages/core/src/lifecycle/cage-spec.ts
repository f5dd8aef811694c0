import { join } from "node:path";
import {
  AGENT_CONFIG_PATH,
  cageName,
  MANAGER,
  type AgentConfig,
  type AgentLimits,
  type AgentName,
} from "@hyperhive/wire";
import { agentPaths } from "../agents/agent-paths.ts";
import { visibleFolders } from "../agents/visible-folders.ts";
import type { CoreConfig } from "../config.ts";
import type { CageLimits, CageMount, CageSpec, HostAccount } from "../runtime/runtime.ts";

/** Where the harness and its Node stand in every cage. */
const CODE = "/opt/hyperhive";
const HOME = "/home/agent";
const CAGE_PATH = `${CODE}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`;

/** What decides an agent's cage. */
export type CageFacts = {
  readonly name: AgentName;
  readonly agent: AgentConfig;
  /** The file that `agent` stands in, when it is not the agent's own. */
  readonly agentJson?: string;
  readonly account?: HostAccount;
  readonly core: Pick<CoreConfig, "stateDir" | "runDir" | "codeRoot" | "nodePath" | "pronouns" | "model">;
};

/** Composes an agent's cage: its own places, the code read-only, what its configuration mounts, and nothing of any other agent. */
export function cageSpec(facts: CageFacts): CageSpec {
  const { name, agent, account, core } = facts;
  const harness = name === MANAGER ? "hive-m1nd" : "hive-ag3nt";
  return {
    cage: cageName(name),
    mounts: [...ownMounts(facts), ...folderMounts(facts), ...codeMounts(core), ...agent.mounts],
    network: agent.network,
    ...(agent.limits !== undefined && { limits: cageLimits(agent.limits) }),
    env: cageEnvironment(facts),
    argv: [`${CODE}/bin/node`, `${CODE}/packages/harness/src/bin/${harness}.ts`, "serve"],
    cwd: "/state",
    ...(account !== undefined && { account }),
    logFile: agentPaths(core, name).log,
  };
}

/** The environment of everything that runs in the cage; the agent's own file adds to it but overrides nothing. */
export function cageEnvironment(facts: {
  readonly name: AgentName;
  readonly agent: Pick<AgentConfig, "env">;
  readonly core: Pick<CoreConfig, "pronouns" | "model">;
}): Readonly<Record<string, string>> {
  const { name, agent, core } = facts;
  return {
    ...agent.env,
    PATH: CAGE_PATH,
    HOME,
    // Else claude keeps its settings, and who is logged in, beside that folder, where nothing outlives the cage.
    CLAUDE_CONFIG_DIR: `${HOME}/.claude`,
    LANG: "C.UTF-8",
    TERM: "dumb",
    HIVE_OPERATOR_PRONOUNS: core.pronouns,
    HYPERHIVE_AGENT: name,
    HYPERHIVE_MODEL_ACCESS: core.model.mode,
    ...gitEnvironment(name),
  };
}

function gitEnvironment(name: AgentName): Readonly<Record<string, string>> {
  const email = `${name}@hive.invalid`;
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    // Only the core writes the applied configurations that the manager reads. A file, since git takes settings of the environment away from what it starts.
    ...(name === MANAGER && { GIT_CONFIG_SYSTEM: `${CODE}/packages/harness/prompts/gitconfig` }),
  };
}

function cageLimits({ memory_mb, cpus, pids }: AgentLimits): CageLimits {
  return {
    ...(memory_mb !== undefined && { memoryMb: memory_mb }),
    ...(cpus !== undefined && { cpus }),
    ...(pids !== undefined && { pids }),
  };
}

function ownMounts({ name, core, agentJson }: CageFacts): readonly CageMount[] {
  const paths = agentPaths(core, name);
  return [
    { source: paths.sockets, target: "/run/hive", access: "ro" },
    { source: paths.claude, target: `${HOME}/.claude`, access: "rw" },
    { source: agentJson ?? paths.agentJson, target: AGENT_CONFIG_PATH, access: "ro" },
  ];
}

function folderMounts({ name, core }: CageFacts): readonly CageMount[] {
  return visibleFolders(core, name).map(({ cage, host, access }) => ({ source: host, target: cage, access }));
}

function codeMounts({ codeRoot, nodePath }: CageFacts["core"]): readonly CageMount[] {
  const folders = ["node_modules", "packages/wire", "packages/client", "packages/harness"];
  const claude = `node_modules/@anthropic-ai/claude-agent-sdk-linux-${process.arch}/claude`;
  return [
    { source: nodePath, target: `${CODE}/bin/node`, access: "ro" },
    // On the PATH, so that `hive-c0re exec <agent> -- claude auth login` finds it.
    { source: join(codeRoot, claude), target: `${CODE}/bin/claude`, access: "ro" },
    ...folders.map((folder): CageMount => ({
      source: join(codeRoot, folder),
      target: `${CODE}/${folder}`,
      access: "ro",
    })),
  ];
}
