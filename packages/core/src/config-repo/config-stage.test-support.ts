import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import { toAgentName } from "@hyperhive/wire";
import { makeAgentFolders, makeHiveFolders } from "../agents/agent-folders.ts";
import { agentPaths } from "../agents/agent-paths.ts";
import { tempFolderOf } from "../temp-folder.test-support.ts";
import { createConfigRepos } from "./config-repos.ts";

/** The agent whose configuration it is. */
export const coder = toAgentName("coder");

/** What its configuration begins with. */
export const SEED = { "agent.yaml": "model: haiku\n", "prompts/role.md": "You write code.\n" };

const MANAGER_ENVIRONMENT = {
  PATH: "/usr/local/bin:/usr/bin:/bin",
  HOME: "/nonexistent",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_COUNT: "2",
  GIT_CONFIG_KEY_0: "safe.directory",
  GIT_CONFIG_VALUE_0: "*",
  // A newer git tidies up after a commit while its caller goes on.
  GIT_CONFIG_KEY_1: "maintenance.auto",
  GIT_CONFIG_VALUE_1: "false",
  GIT_AUTHOR_NAME: "manager",
  GIT_AUTHOR_EMAIL: "manager@hive.invalid",
  GIT_COMMITTER_NAME: "manager",
  GIT_COMMITTER_EMAIL: "manager@hive.invalid",
};

/** Runs git as a manager would in its cage, which trusts what it finds; with `account`, as that account. */
export function managerGit(
  folder: string,
  args: readonly string[],
  { input, account }: { input?: string | Uint8Array; account?: number } = {},
): string {
  return execFileSync("git", [...args], {
    cwd: folder,
    env: MANAGER_ENVIRONMENT,
    stdio: ["pipe", "pipe", "pipe"],
    ...(input !== undefined && { input }),
    ...(account !== undefined && { uid: account, gid: account }),
  })
    .toString()
    .trim();
}

/** Runs a script as a manager would in its cage, beside what the test does. */
export function spawnManager(folder: string, script: string): ChildProcess {
  return spawn("/bin/sh", ["-c", script], { cwd: folder, env: MANAGER_ENVIRONMENT, stdio: "ignore" });
}

/** The folders of a hive with an agent whose configuration is seeded, and what a manager does in it. */
export async function stageConfig(t: TestContext) {
  const dir = tempFolderOf(t);
  const roots = { stateDir: join(dir, "state"), runDir: join(dir, "run") };
  await makeHiveFolders(roots, false);
  await makeAgentFolders(roots, coder, {});
  const repos = createConfigRepos(roots);
  const base = await repos.seed(coder, SEED);
  const { config, applied } = agentPaths(roots, coder);
  const git = (...args: readonly string[]) => managerGit(config, args);
  /** Writes files, `undefined` removes one, and commits. */
  const commit = (files: Record<string, string | Uint8Array | undefined>, message = "change") => {
    for (const [path, content] of Object.entries(files)) put(join(config, path), content);
    git("add", "--all", "--force");
    git("commit", "--quiet", "--allow-empty", "--no-verify", `--message=${message}`);
    return git("rev-parse", "HEAD");
  };
  return { dir, roots, repos, base, config, applied, git, commit };
}

function put(path: string, content: string | Uint8Array | undefined): void {
  if (content === undefined) return rmSync(path, { recursive: true });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
