import { computed, type ReadonlySignal } from "@preact/signals";
import type { ContainerView } from "@hyperhive/wire";
import type { IconName } from "../controls/icons.ts";
import { counted } from "../format/amount.ts";
import { agentState, needsLogin } from "../state-badge/agent-state.ts";
import { countOpen, type Decisions } from "../store/decisions.ts";

/** One chip of the banner: what calls for the operator, and the place on the page it leads to. */
export type Call = {
  readonly tone: "you" | "bad";
  readonly icon: IconName | "glyph";
  readonly text: string;
  readonly href: string;
  /** The nearest moment at which one of them ends by itself, Unix milliseconds. */
  readonly deadlineAt?: number;
};

/** What waits for the operator. Agents in trouble have a chip and are not counted. */
export type Waiting = { readonly count: number; readonly calls: readonly Call[] };

/** Counts what waits and sums it up in at most four chips: several of a kind become one. */
export function waitingFor(decisions: Decisions, containers: readonly ContainerView[]): Waiting {
  const { questions, pending } = decisions;
  const logins = containers.filter(needsLogin);
  const inTrouble = containers.filter((container) => agentState(container).tone === "bad");
  return {
    count: countOpen(decisions) + logins.length,
    calls: [
      questionsCall(questions),
      pending.length > 0 && approvalsCall(pending.length),
      agentsCall(logins, { tone: "you", icon: "key", one: ": log in", many: "need login" }),
      agentsCall(inTrouble, { tone: "bad", icon: "crash", one: " crashed", many: "crashed" }),
    ].filter((call) => call !== false && call !== undefined),
  };
}

/** What waits as a page goes on; stays the same object while the banner would look the same. */
export function createWaiting(dashboard: {
  readonly decisions: ReadonlySignal<Decisions | undefined>;
  readonly swarm: ReadonlySignal<{ readonly containers: readonly ContainerView[] } | undefined>;
}): ReadonlySignal<Waiting | undefined> {
  let held: Waiting | undefined;
  return computed(() => {
    const [decisions, swarm] = [dashboard.decisions.value, dashboard.swarm.value];
    const next = decisions === undefined ? undefined : waitingFor(decisions, swarm?.containers ?? []);
    if (JSON.stringify(next) !== JSON.stringify(held)) held = next;
    return held;
  });
}

function questionsCall(questions: Decisions["questions"]): Call | undefined {
  if (questions.length === 0) return undefined;
  const deadlines = questions.flatMap(({ deadline_at: at }) => (at === undefined ? [] : [at]));
  return {
    tone: "you",
    icon: "q",
    text: counted(questions.length, "question"),
    href: "#questions",
    ...(deadlines.length > 0 && { deadlineAt: Math.min(...deadlines) }),
  };
}

function approvalsCall(count: number): Call {
  return { tone: "you", icon: "glyph", text: counted(count, "approval"), href: "#approvals" };
}

type AgentsWords = Pick<Call, "tone" | "icon"> & { readonly one: string; readonly many: string };

function agentsCall(agents: readonly ContainerView[], { one, many, ...look }: AgentsWords): Call | undefined {
  const [first] = agents;
  if (first === undefined) return undefined;
  const text = agents.length === 1 ? `${first.display_name}${one}` : `${agents.length} ${many}`;
  return { ...look, text, href: `#agent-${first.name}` };
}
