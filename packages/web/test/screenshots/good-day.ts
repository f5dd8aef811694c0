import type { ApprovalView, Build, BuildLine, ContainerView, Question } from "@hyperhive/wire";
import { sampleApproval, sampleBuild, sampleMessage, sampleQuestion } from "../../src/store/sample.ts";
import type { FakeCore } from "../fake-core.ts";
import { sampleInputs, sampleTombstones } from "../sample-builds.ts";
import { sampleDiff } from "../sample-diff.ts";
import { sampleStats } from "../sample-stats.ts";
import { GOOD_DAY_DIFF } from "./good-day-diff.ts";
import { PEEKS } from "./good-day-files.ts";
import { playRepo } from "./good-day-repo.ts";

const MINUTE = 60_000;

/** What each agent runs with, and what else a day leaves on its row. */
const FACTS: Readonly<Record<string, Partial<ContainerView>>> = {
  manager: { deployed_sha: "91c0e7aa3d52", cost: 1.12, status_text: "waiting for the operator on #87 and #42" },
  coder: { deployed_sha: "3b8e6f0c19d4", cost: 1.84, pending_reminders: 2 },
  gardener: { deployed_sha: "7d20b15fe8c1", needs_update: true },
  librarian: { deployed_sha: "c41f9b7730ae" },
  scout: { deployed_sha: "5ae2d8c60b17" },
  scribe: { deployed_sha: "0fd7719ac2e3", pending_reminders: 1 },
  tester: { deployed_sha: "e6630a4cb98f" },
};

const QUESTIONS = (now: number): Question[] => [
  sampleQuestion(41, {
    question:
      "the retry loop can back off per host or per request. per host is kinder to them, per request is simpler. which one?",
    options: ["per host", "per request", "both, per host first"],
    asked_at: now - 6 * MINUTE,
    deadline_at: now + 272_000,
  }),
  sampleQuestion(42, {
    asker: "manager",
    question: "which hosts may scout reach from its cage? i would name these in its role.",
    options: ["api.github.com", "packages.example", "docs.rs", "mirror.example"],
    multi: true,
    asked_at: now - 21 * MINUTE,
  }),
];

const PENDING = (now: number): ApprovalView[] => [
  sampleApproval(87, {
    requested_at: Math.floor((now - 12 * MINUTE) / 1000),
    description:
      "push own branches, run the tests\n\ncoder finishes patches faster than i can carry them. this lets it push to `agent/coder/*` and nothing else.",
    risk: {
      level: "high",
      reasons: [
        "tools: `Bash(git commit *)` → `Bash(git push origin agent/coder/*)`",
        "other files changed: `prompts/role.md`",
      ],
    },
  }),
  sampleApproval(88, {
    agent: "cartographer",
    kind: "spawn",
    starts_with: ["bwrap", "haiku", "network internet", ":8535"],
    risk: { level: "low", reasons: ["nothing beyond the defaults"] },
    commit_ref: "",
    fetched_sha: undefined,
    requested_at: Math.floor((now - 3 * MINUTE) / 1000),
    description: "draws the map of our services and keeps it true",
    makes: "new",
  }),
];

const HISTORY = (now: number): ApprovalView[] =>
  [
    ["scribe", "approved", "building", 2, "weekly digest, shorter", undefined],
    ["scout", "denied", "denied", 64, "the network of the host", "no. list the nine hosts instead, and ask again."],
    ["tester", "approved", "deployed", 190, "browser tests on every branch", undefined],
    [
      "scribe",
      "failed",
      "failed",
      300,
      "read the notes",
      "agent.yaml:14: `mounts[0].source`: expected an absolute path, got `notes`",
    ],
    ["gardener", "revise", "revise", 1500, "notes live in /state", "keep the old folder readable for a week"],
    ["librarian", "approved", "deployed", 1680, "one shelf for all reports", undefined],
  ].map(([agent, status, stage, minutes, description, note], at) =>
    sampleApproval(86 - at, {
      agent: String(agent),
      status: status as ApprovalView["status"],
      stage: stage as ApprovalView["stage"],
      fetched_sha: (0x0f_d771_9ac2e3 + at * 0x9e37_79b1_7d21).toString(16).padStart(12, "0").padEnd(40, "4"),
      resolved_at: Math.floor((now - Number(minutes) * MINUTE) / 1000),
      description: String(description),
      ...(note !== undefined && { note: String(note) }),
    }),
  );

const BUILDS = (now: number): Build[] => [
  sampleBuild(11, {
    agent: "tester",
    kind: "apply_commit",
    approval_id: 84,
    state: "done",
    requested_at: now - 190 * MINUTE,
    started_at: now - 190 * MINUTE,
    ended_at: now - 189 * MINUTE,
  }),
  sampleBuild(12, {
    agent: "scribe",
    kind: "apply_commit",
    approval_id: 86,
    state: "running",
    requested_at: now - 90_000,
    started_at: now - 68_000,
  }),
  sampleBuild(13, { agent: "gardener", requested_at: now - MINUTE }),
];

const PRINTED = (now: number): BuildLine[] =>
  [
    "proposal 86: scribe at 0fd7719ac2e3",
    "agent.yaml is well",
    "starting the trial cage b-scribe",
    "claude answers, version 2.1.44",
    "hyperhive: 9 tools",
    "prompts/role.md: 1.4 KiB",
    "the trial cage answered after 4 s",
    "restarting scribe with it",
  ].map((line, at) => ({ seq: at + 1, at: now - 60_000 + at * 1000, line }));

/** Gives a played core a good day: seven agents at work, two questions, a proposal and a spawn that wait, a build that runs. */
export function playGoodDay(core: FakeCore, now: number): void {
  const { hive, answers } = core;
  const [pending, history, builds] = [PENDING(now), HISTORY(now), BUILDS(now)];
  for (const agent of hive.containers)
    hive.take({ kind: "container_state_changed", container: { ...agent, ...FACTS[agent.name] } });
  hive.take({ kind: "transient_cleared", name: "scribe" });
  hive.take({ kind: "transient_set", name: "scribe", transient: "rebuilding", since: now - 8000 });
  hive.change({
    costToday: 4.12,
    decisions: { questions: QUESTIONS(now), pending, history },
    builds: { builds, lines: {} },
    kept: sampleTombstones(now),
    metaInputs: sampleInputs(now),
  });
  for (const [at, message] of hive.said.entries())
    if (message.from === "tester" && message.to === "operator")
      hive.said[at] = { ...message, state: "acked", attempts: 1 };
  hive.said.push(
    sampleMessage(114, {
      from: "coder",
      to: "manager",
      state: "acked",
      sent_at: now,
      body: "understood: mirror-2 rests until monday. the other eight are done in 41 s, they took 6 min before.",
    }),
  );
  answers.set("/api/build/12", { build: builds[1] ?? {}, lines: PRINTED(now) });
  answers.set("/api/hive-stats", ({ hours }) => sampleStats(Number(hours), now));
  for (const approval of [...pending, ...history])
    answers.set(`/api/approval-diff/${approval.id}`, sampleDiff(approval, GOOD_DAY_DIFF));
  for (const [path, answer] of Object.entries(PEEKS)) answers.set(path, answer);
  playRepo(core, now);
}
