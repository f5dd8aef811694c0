import type { RepoChange, RepoHistory, RepoTag } from "@hyperhive/wire";

/** A full sha that begins with a number. */
export const shaOf = (id: number) => id.toString(16).padStart(6, "0").padEnd(40, "a");

const MINUTE_MS = 60_000;
const AUTHOR = "hm1nd <manager@hive>";

/** A history of so many commits, the newest deployed, in pages of 50; a denied proposal beside it. */
export function sampleHistory(repo: string, count = 60, now = Date.now()) {
  const commits = Array.from({ length: count }, (_, at) => ({
    sha: shaOf(count - at),
    author: AUTHOR,
    at: now - at * 300 * MINUTE_MS,
    subject: at === 0 ? "wait per host instead of on the shared worker" : `change ${count - at} of the fetcher`,
  }));
  const tag = (name: string, id: number, message: string): RepoTag => ({
    name,
    sha: shaOf(id),
    at: now - 400 * MINUTE_MS,
    message,
  });
  const tags = [
    tag("denied/88", 999, "denied by operator: not the shared token"),
    tag("proposal/88", 999, "push with the shared token"),
    tag("deployed/87", count, "deployed at 14:02"),
    tag("building/87", count, "build 12"),
    tag("approved/87", count, "approved by operator"),
    tag("proposal/87", count, "nine sleeps where one is enough"),
    tag("failed/85", count - 1, "the trial cage did not answer in 60 s\n\nexit status 1"),
  ];
  return ({ after }: Readonly<Record<string, unknown>>): RepoHistory => {
    const start = after === undefined ? 0 : commits.findIndex(({ sha }) => sha === after) + 1;
    const page = commits.slice(start, start + 50);
    const last = page.at(-1);
    return { repo, commits: page, tags, ...(last !== undefined && start + 50 < count && { next: last.sha }) };
  };
}

const DIFF = `diff --git a/agent.yaml b/agent.yaml
index 1111111..2222222 100644
--- a/agent.yaml
+++ b/agent.yaml
@@ -1,4 +1,5 @@
 name: coder
-model: haiku
+model: sonnet
+network: internet
 tools:
   - bash
diff --git a/prompt.md b/prompt.md
new file mode 100644
index 0000000..3333333
--- /dev/null
+++ b/prompt.md
@@ -0,0 +1,2 @@
+measure before you change anything.
+one commit per idea.
`;

/** What one commit changed. */
export function sampleChange(sha: string, change: Partial<RepoChange> = {}): RepoChange {
  return {
    sha,
    author: AUTHOR,
    at: Date.now() - 90 * MINUTE_MS,
    message: "wait per host instead of on the shared worker\n\nnine sleeps where one is enough; measured on mirror-2.",
    diff: DIFF,
    truncated: false,
    stat: { files: 2, insertions: 4, deletions: 1 },
    ...change,
  };
}
