import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { HiveFolder } from "@hyperhive/testkit";

/** How many proposals wait. */
export const PENDING = 200;
/** How many were decided. */
export const RESOLVED = 10_000;

/** A hive's past: the commit that is deployed, and the ids of what waits. */
export type FilledDecisions = { readonly main: string; readonly pending: readonly number[] };

/** Gives an agent of a hive that does not run a long past: decided proposals, each with its commit and its four tags, and others that wait. */
export function fillDecisions({ stateDir }: HiveFolder, agent: string): FilledDecisions {
  const repo = join(stateDir, "applied", agent);
  const shas = importCommits(repo, RESOLVED + PENDING);
  const main = shas[RESOLVED - 1] as string;
  git(repo, ["update-ref", "refs/heads/main", main]);
  writeTags(repo, shas);
  const database = new DatabaseSync(join(stateDir, "hive.sqlite"));
  const insert = database.prepare(`
    insert into approvals (agent, kind, commit_ref, sha, description, requested_by, requested_at, stage, resolved_at, risk, tagged)
    values (?, 'apply_commit', ?, ?, 'a change as any other', 'manager', ?, ?, ?, '{"level":"low","reasons":["model: a → b"]}', 1)`);
  database.exec("begin");
  const now = Date.now();
  const ids = shas.map((sha, n) => {
    const isDecided = n < RESOLVED;
    const { lastInsertRowid } = insert.run(
      agent,
      sha.slice(0, 12),
      sha,
      now - (shas.length - n) * 1000,
      isDecided ? "deployed" : "pending",
      isDecided ? now - (shas.length - n) * 900 : null,
    );
    return Number(lastInsertRowid);
  });
  database.exec("commit");
  database.close();
  return { main, pending: ids.slice(RESOLVED) };
}

// Each commit builds on the one before it; those that wait all build on what is deployed.
function importCommits(repo: string, count: number): readonly string[] {
  const base = git(repo, ["rev-parse", "refs/heads/main"]).trim();
  const marks = join(repo, "bench-marks");
  const commits = Array.from({ length: count }, (_, n) => {
    const text = `model: model-${n}\nnetwork: none\n# ${"a line of a usual configuration\n# ".repeat(30)}\n`;
    const parent = n === 0 ? base : `:${Math.min(n, RESOLVED)}`;
    const message = `change ${n}`;
    return [
      "commit refs/bench/tip",
      `mark :${n + 1}`,
      `committer manager <manager@hive.invalid> ${1_700_000_000 + n} +0000`,
      `data ${Buffer.byteLength(message)}\n${message}`,
      `from ${parent}`,
      `M 644 inline agent.yaml\ndata ${Buffer.byteLength(text)}\n${text}`,
      "",
    ].join("\n");
  });
  git(repo, ["fast-import", "--quiet", "--force", `--export-marks=${marks}`], commits.join(""));
  const byMark = new Map(
    readFileSync(marks, "utf8")
      .trim()
      .split("\n")
      .map((line) => line.split(" ") as [string, string]),
  );
  git(repo, ["update-ref", "-d", "refs/bench/tip"]);
  return Array.from({ length: count }, (_, n) => byMark.get(`:${n + 1}`) ?? "");
}

function writeTags(repo: string, shas: readonly string[]): void {
  const words = (n: number) => (n < RESOLVED ? ["approved", "building", "deployed", "proposal"] : ["proposal"]);
  const tags = shas.flatMap((sha, n) => words(n).map((word) => `${sha} refs/tags/${word}/${n + 1}`));
  const known = git(repo, ["for-each-ref", "--format=%(objectname) %(refname)"]).trim().split("\n");
  const all = [...tags, ...known].toSorted((one, other) => (one.slice(41) < other.slice(41) ? -1 : 1));
  writeFileSync(join(repo, "packed-refs"), `# pack-refs with: sorted \n${all.join("\n")}\n`);
}

function git(repo: string, args: readonly string[], input = ""): string {
  const env = { PATH: "/usr/bin:/bin", HOME: "/nonexistent", GIT_CONFIG_NOSYSTEM: "1" };
  return execFileSync("git", ["-C", repo, "-c", "safe.directory=*", ...args], {
    encoding: "utf8",
    env,
    input,
    maxBuffer: 256 * 1024 * 1024,
  });
}
