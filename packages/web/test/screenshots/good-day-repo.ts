import type { RepoChange, RepoHistory } from "@hyperhive/wire";
import type { FakeCore } from "../fake-core.ts";
import { GOOD_DAY_DIFF } from "./good-day-diff.ts";

const HOUR = 3_600_000;

/** Subjects of coder's configuration, newest first, and the approval that each went through. */
const STORY: readonly (readonly [string, number])[] = [
  ["let coder sign its commits", 79],
  ["a role that says when to ask", 74],
  ["sonnet instead of haiku", 71],
  ["run git status without asking", 66],
  ["no budget above two dollars a turn", 58],
  ["a first role", 41],
];

const shaOf = (id: number) => (0x3b_8e6f_0c19_d4 + id * 0x51_7cc1_b727_22).toString(16).padEnd(40, "7");

/** Gives a played core the history of coder's configuration. */
export function playRepo({ answers }: FakeCore, now: number): void {
  const at = (index: number) => now - (20 + index * 31) * HOUR;
  const commits = STORY.map(([subject, id], index) => ({ sha: shaOf(id), author: "hm1nd", at: at(index), subject }));
  const tags = STORY.flatMap(([, id], index) =>
    ["deployed", "approved", "proposal"].map((step) => ({ name: `${step}/${id}`, sha: shaOf(id), at: at(index) })),
  );
  const history: RepoHistory = { repo: "coder", commits, tags };
  answers.set("/api/repo/coder", history);
  for (const [subject, id] of STORY) {
    const change: RepoChange = {
      sha: shaOf(id),
      author: "hm1nd",
      at: now - 20 * HOUR,
      message: `${subject}\n\nasked for by the operator; nothing else changes.`,
      diff: GOOD_DAY_DIFF.diff?.split("diff --git a/tools")[0] ?? "",
      truncated: false,
      stat: { files: 2, insertions: 8, deletions: 3 },
    };
    answers.set(`/api/repo/coder/commit/${shaOf(id)}`, change);
  }
}
