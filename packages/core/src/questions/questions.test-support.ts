import type { AgentName } from "@hyperhive/wire";
import { startBroker, type TestHive } from "../broker/broker.test-support.ts";
import type { BrokerDeps } from "../broker/broker.ts";
import { createEventHub } from "../event-hub/event-hub.ts";
import type { DashboardEvent, HelperEvent } from "@hyperhive/wire";
import { createRequestKeys } from "../request-keys/request-keys.ts";
import { newQuestion } from "./new-question.ts";
import { createQuestions, type Questions } from "./questions.ts";

/** Questions over a real broker and database, with a clock that stands still. */
export type QuestionsStage = AsyncDisposable & {
  readonly hive: TestHive;
  readonly questions: Questions;
  /** Who exists; tests may change it. */
  readonly agents: string[];
  /** What was published of questions, oldest first. */
  readonly events: DashboardEvent[];
  readonly logged: object[];
  /** Asks and says the id. */
  ask(asker: string, over?: Partial<Parameters<typeof newQuestion>[1]>): Promise<number>;
  /** Lets everything that is under way come to disk. */
  settle(): Promise<void>;
  /** Events of the host in an inbox, oldest first. */
  told(name: string): HelperEvent[];
  /** Drops everything as a crash would and opens it anew. */
  restart(): void;
};

/** Starts them; `broken` makes commits fail while it answers true. */
export function startQuestions(options: { mayReach?: BrokerDeps["mayReach"]; broken?: () => boolean } = {}) {
  const { mayReach = () => true } = options;
  const agents = ["manager", "coder", "tester"];
  const directory = { agents: () => agents as AgentName[] };
  const hive = startBroker({ deps: { directory, mayReach }, ...(options.broken && { break: options.broken }) });
  const hub = createEventHub<DashboardEvent>();
  const events: DashboardEvent[] = [];
  hub.subscribe(({ epoch: _epoch, seq: _seq, ...event }) => events.push(event));
  const logged: object[] = [];
  const log = { error: (fields: object) => void logged.push(fields) } as Parameters<typeof createQuestions>[0]["log"];
  const open = () => {
    const { store, broker, clock } = hive;
    const keys = createRequestKeys(store);
    const questions = createQuestions({ store, keys, broker, clock, hub, log, directory, mayReach });
    questions.start();
    return questions;
  };
  let questions = open();
  const stage: QuestionsStage = {
    hive,
    get questions() {
      return questions;
    },
    agents,
    events,
    logged,
    ask: async (asker, over = {}) => (await questions.ask(newQuestion(asker, { question: "tea?", ...over }))).id,
    settle: () => hive.broker.commit(() => undefined),
    told: (name) =>
      hive.broker
        .recent(name, 1000)
        .filter(({ from }) => from === "system")
        .map(({ body }) => JSON.parse(body) as HelperEvent),
    restart() {
      questions.close();
      hive.crash();
      questions = open();
    },
    async [Symbol.asyncDispose]() {
      questions.close();
      await hive[Symbol.asyncDispose]();
    },
  };
  return stage;
}
