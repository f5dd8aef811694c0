import type { ApprovalView, Question } from "@hyperhive/wire";
import { sampleApproval, sampleBuild, sampleQuestion } from "../src/store/sample.ts";
import type { FakeCore } from "./fake-core.ts";
import { DIFF, sampleDiff } from "./sample-diff.ts";

const MINUTE = 60_000;

/** Questions of each kind: one choice with a deadline, several, words alone. */
function sampleQuestions(now: number): Question[] {
  return [
    sampleQuestion(41, {
      question:
        "the retry loop can back off per host or per request. **per host** is kinder to them, per request is simpler. which one?",
      options: ["per host", "per request", "both, per host first"],
      asked_at: now - 6 * MINUTE,
      deadline_at: now + 4.5 * MINUTE,
    }),
    sampleQuestion(42, {
      asker: "manager",
      question: "which hosts may scout reach from its cage? i would put these on its allowlist.",
      options: ["api.github.com", "packages.example", "docs.rs", "mirror.example"],
      multi: true,
      asked_at: now - 21 * MINUTE,
    }),
    sampleQuestion(43, {
      asker: "scribe",
      question: "what shall the digest be called?",
      asked_at: now - 90 * MINUTE,
    }),
  ];
}

/** Proposals of each kind and risk that wait, one of them without a commit. */
function samplePending(now: number): ApprovalView[] {
  const ago = (minutes: number) => Math.floor((now - minutes * MINUTE) / 1000);
  return [
    sampleApproval(87, {
      requested_at: ago(12),
      description:
        "push own branches, run the tests, 4 GiB\n\ncoder finishes patches faster than i can carry them. this lets it push to `agent/coder/*` and nothing else.",
      risk: { level: "medium", reasons: ["bash +3 patterns", "memory 2 → 4 GiB"] },
    }),
    sampleApproval(88, {
      agent: "cartographer",
      kind: "spawn",
      commit_ref: "",
      fetched_sha: undefined,
      requested_at: ago(3),
      description: "a new agent that draws the service map",
      makes: "new",
      starts_with: ["bwrap", "haiku", "network internet", ":8535"],
      risk: { level: "low", reasons: ["nothing beyond the defaults"] },
    }),
    sampleApproval(89, {
      agent: "scribe",
      fetched_sha: "0fd7719ac2e35b1d6e0f4a8b9c7d2e1f3a5b6c7d",
      requested_at: ago(2),
      description: "a shorter digest",
      risk: { level: "low", reasons: ["instructions changed"] },
    }),
    sampleApproval(90, {
      agent: "scout",
      fetched_sha: "b2c9e017d41be0c6e5d1f8a9b7c3e2d4f6a8b0c1",
      requested_at: ago(1),
      description: "reach the hosts",
      risk: { level: "high", reasons: ["network none → host", "`bash` without limits"] },
      supersedes: [86],
    }),
    sampleApproval(91, {
      agent: "tester",
      fetched_sha: "e6630a4cb98f0c6e5d1f8a9b7c3e2d4f6a8b0c1d",
      requested_at: ago(1),
      description: "haiku is enough",
      risk: { level: "low", reasons: ["model sonnet → haiku"] },
    }),
  ];
}

/** What was decided, newest first: approved and on its way, denied, failed, sent back. */
function sampleHistory(now: number): ApprovalView[] {
  const at = (minutes: number) => Math.floor((now - minutes * MINUTE) / 1000);
  return [
    sampleApproval(85, {
      agent: "scribe",
      status: "approved",
      stage: "building",
      resolved_at: at(1),
      description: "weekly digest, shorter",
    }),
    sampleApproval(84, {
      agent: "scout",
      status: "denied",
      stage: "denied",
      resolved_at: at(60),
      description: "network: host",
      note: "no. allowlist the nine hosts instead.\nask me again with the list.",
    }),
    sampleApproval(83, {
      agent: "tester",
      status: "failed",
      stage: "failed",
      resolved_at: at(190),
      description: "browser tests",
      note: "agent.yaml:14: `limits.memory`: expected a size such as 2GiB, got 2gigs",
    }),
    sampleApproval(82, {
      agent: "librarian",
      kind: "spawn",
      commit_ref: "",
      fetched_sha: undefined,
      status: "approved",
      stage: "deployed",
      resolved_at: at(540),
      description: "one shelf for all reports",
    }),
    sampleApproval(81, {
      status: "revise",
      stage: "revise",
      resolved_at: at(1500),
      description: "notes live in /state",
      note: "keep the old folder readable for a week",
    }),
  ];
}

/** Gives a played core an ordinary day of decisions, their diffs and a build that runs. */
export function addDecisions(core: FakeCore, now = Date.now()): void {
  const [questions, pending, history] = [sampleQuestions(now), samplePending(now), sampleHistory(now)];
  const build = sampleBuild(12, {
    agent: "scribe",
    kind: "apply_commit",
    state: "running",
    approval_id: 85,
    requested_at: now - MINUTE,
    started_at: now - MINUTE,
  });
  core.hive.change({ decisions: { questions, pending, history }, builds: { builds: [build], lines: {} } });
  core.answers.set(`/api/build/${build.id}`, { build, lines: [] });
  for (const approval of [...pending, ...history])
    core.answers.set(`/api/approval-diff/${approval.id}`, ({ base }) =>
      // No other proposal of the same agent waits.
      sampleDiff(approval, base === "approved" ? { base, diff: DIFF.split("diff --git a/prompts")[0] ?? "" } : {}),
    );
}
