import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { toAgentName, type ApprovalView, type Build, type HelperEvent } from "@hyperhive/wire";
import { readAgentJson } from "../agents/agent-json.ts";
import { agentPaths, metaDir } from "../agents/agent-paths.ts";
import type { CoreConfig } from "../config.ts";
import type { Core, CoreOverrides } from "../core.ts";
import { startStage, type Stage } from "../daemon.test-support.ts";

/** A hive with real repos and played cages, and what the manager does in them. */
export type DeployStage = Stage & { readonly core: Core } & ReturnType<typeof actors>;

/** Starts one with an agent, `coder`. */
export async function startDeployStage(
  t: TestContext,
  over: Partial<CoreConfig> = {},
  overrides: CoreOverrides = {},
): Promise<DeployStage> {
  const stage = await startStage(t, over, overrides);
  return { ...stage, ...actors(stage) };
}

/** Runs git in a repo as somebody who owns it would, with nothing of this machine's configuration. */
export function git(repo: string, ...args: readonly string[]): string {
  return execFileSync("git", ["-C", repo, "-c", "safe.directory=*", "-c", "maintenance.auto=false", ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    env: {
      PATH: "/usr/bin:/bin",
      HOME: "/nonexistent",
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_AUTHOR_NAME: "manager",
      GIT_AUTHOR_EMAIL: "manager@hive.invalid",
      GIT_COMMITTER_NAME: "manager",
      GIT_COMMITTER_EMAIL: "manager@hive.invalid",
    },
  }).trim();
}

function actors({ config, core }: Pick<Stage, "config"> & { readonly core: Core }) {
  const pathsOf = (name: string) => agentPaths(config, toAgentName(name));
  return {
    proposed: (name: string) => pathsOf(name).config,
    applied: (name: string) => pathsOf(name).applied,
    meta: metaDir(config),
    /** Commits files in an agent's proposed repo and says the sha; a text of undefined removes the file. */
    commit(name: string, files: Readonly<Record<string, string | undefined>>, message = "change"): string {
      const repo = pathsOf(name).config;
      for (const [file, text] of Object.entries(files)) {
        if (text === undefined) rmSync(join(repo, file));
        else writeFileSync(join(repo, file), text);
      }
      git(repo, "add", "--all");
      git(repo, "commit", "--quiet", "--allow-empty", "-m", message);
      return git(repo, "rev-parse", "HEAD");
    },
    submit: async (name: string, commitRef: string, description?: string) =>
      await core.approvals.requestApplyCommit("manager", {
        agent: toAgentName(name),
        commitRef,
        ...(description !== undefined && { description }),
      }),
    /** The tags of an agent's applied repo, with the texts of those that have one. */
    tags(name: string): Record<string, string> {
      const format = "%(refname:short)\t%(objecttype)\t%(contents:subject)";
      const lines = git(pathsOf(name).applied, "for-each-ref", "refs/tags", `--format=${format}`).split("\n");
      return Object.fromEntries(
        lines.map((line) => {
          const [tag = "", type, text = ""] = line.split("\t");
          return [tag, type === "tag" ? text : ""];
        }),
      );
    },
    configOf: async (name: string) => await readAgentJson(pathsOf(name).agentJson),
    /** Waits until an approval's build has ended. */
    untilBuilt: async (id: number) => await untilBuild(core, (build) => build.approval_id === id),
    untilBuild: async (fits: (build: Build) => boolean) => await untilBuild(core, fits),
    view: (id: number): ApprovalView => core.approvals.view(id),
    /** What the manager was told of approvals, builds and agents, oldest first; as a later core knows it when that is given. */
    told(by = core): HelperEvent[] {
      return by.broker
        .recent("manager", 200)
        .filter(({ from }) => from === "system")
        .map(({ body }) => JSON.parse(body) as HelperEvent);
    },
  };
}

async function untilBuild(core: Core, fits: (build: Build) => boolean): Promise<Build> {
  const { promise, resolve, reject } = Promise.withResolvers<Build>();
  const unsubscribe = core.hub.subscribe((frame) => {
    if (frame.kind === "build_changed" && frame.build.ended_at !== undefined && fits(frame.build)) resolve(frame.build);
  });
  const ended = core.builds.newest(100).find((build) => build.ended_at !== undefined && fits(build));
  if (ended !== undefined) resolve(ended);
  const late = setTimeout(() => reject(new Error("the build never ended")), 60_000);
  try {
    return await promise;
  } finally {
    clearTimeout(late);
    unsubscribe();
  }
}
