import type { ApprovalDiff, ApprovalView } from "@hyperhive/wire";

const EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

const lock = (sign: string, count: number) => `${sign}      "integrity": "sha512-…",\n`.repeat(count);

/** A diff with files of each kind, one of them large. */
export const DIFF = `diff --git a/agent.yaml b/agent.yaml
index 1111111..2222222 100644
--- a/agent.yaml
+++ b/agent.yaml
@@ -4,10 +4,14 @@ name: coder
 model: sonnet
 network: internet
 limits:
-  memory: 2GiB
-  pids: 256
+  memory: 4GiB
+  pids: 512
 tools:
   allow: [Edit, Glob, Grep, Read, Write]
   bash:
     - git status
-    - git commit *
+    - git commit -s *
+    - git push origin agent/coder/*
+    - npm ci
+    - npm test *
+    # no force, no other branch
diff --git a/prompts/role.md b/prompts/role.md
index 3333333..4444444 100644
--- a/prompts/role.md
+++ b/prompts/role.md
@@ -21,3 +21,6 @@
 when a change is ready:
-- send the patch to hm1nd
+- push it to \`agent/coder/<topic>\`
+- send hm1nd the branch and what the tests say
+- never push to main
+
 when you are stuck, ask. do not guess.
diff --git a/bin/check.sh b/bin/check.sh
old mode 100644
new mode 100755
diff --git a/logo.png b/logo.png
new file mode 100644
index 0000000..5555555
Binary files /dev/null and b/logo.png differ
diff --git a/old.md b/old.md
deleted file mode 100644
index 6666666..0000000
--- a/old.md
+++ /dev/null
@@ -1,2 +0,0 @@
-nobody
-reads this
diff --git a/package-lock.json b/package-lock.json
index 7777777..8888888 100644
--- a/package-lock.json
+++ b/package-lock.json
@@ -1,388 +1,412 @@
${lock("-", 388)}${lock("+", 412)}`;

/** The answer to what an approval changes. */
export function sampleDiff(approval: ApprovalView, change: Partial<ApprovalDiff> = {}): ApprovalDiff {
  return {
    approval,
    base: "running",
    base_sha: "3b8e6f0c19d43b8e6f0c19d43b8e6f0c19d43b8e",
    head_sha: approval.fetched_sha ?? EMPTY_TREE,
    commit: { author: "hm1nd", at: approval.requested_at * 1000, message: "let coder push its own branches\n" },
    risk: approval.risk ?? { level: "low", reasons: [] },
    diff: DIFF,
    truncated: false,
    stat: { files: 6, insertions: 423, deletions: 394 },
    ...change,
  };
}
