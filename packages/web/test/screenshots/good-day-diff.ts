import type { ApprovalDiff } from "@hyperhive/wire";

const lock = (sign: string, count: number) => `${sign}      "resolved": "https://registry.example",\n`.repeat(count);

/** What the proposal of the good day changes. */
export const GOOD_DAY_DIFF: Partial<ApprovalDiff> = {
  stat: { files: 3, insertions: 420, deletions: 391 },
  diff: `diff --git a/agent.yaml b/agent.yaml
index 1111111..2222222 100644
--- a/agent.yaml
+++ b/agent.yaml
@@ -3,10 +3,13 @@ version: 1
 prompt_file: prompts/role.md
 model: sonnet
 network: internet
 tools:
   - Edit
   - Read
   - Bash(git status)
-  - Bash(git commit *)
-idle_seconds: 300
+  - Bash(git commit -s *)
+  - Bash(git push origin agent/coder/*)
+  - Bash(npm ci)
+  - Bash(npm test *)
+idle_seconds: 600
 turn_budget_usd: 2
diff --git a/prompts/role.md b/prompts/role.md
index 3333333..4444444 100644
--- a/prompts/role.md
+++ b/prompts/role.md
@@ -21,3 +21,5 @@
 when a change is ready:
-- send the patch to hm1nd
+- push it to \`agent/coder/<topic>\`
+- send hm1nd the branch and what the tests say
+- never push to main
 when you are stuck, ask. do not guess.
diff --git a/tools/package-lock.json b/tools/package-lock.json
index 7777777..8888888 100644
--- a/tools/package-lock.json
+++ b/tools/package-lock.json
@@ -1,388 +1,412 @@
${lock("-", 388)}${lock("+", 412)}`,
};
