import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve, type ServerType } from "@hono/node-server";
import { HiveError, toAgentName, type ContainerView, type ControlMessage, type DashboardEvent } from "@hyperhive/wire";
import { pino } from "pino";
import { openAgentHistory } from "../agent-history/agent-history.ts";
import { createBroker } from "../broker/broker.ts";
import { systemClock } from "../clock.ts";
import { createEventHub } from "../event-hub/event-hub.ts";
import { createOperatorLogin } from "../operator-login/operator-login.ts";
import { createQuestions } from "../questions/questions.ts";
import { createRequestKeys } from "../request-keys/request-keys.ts";
import { openStore } from "../store/store.ts";
import { createHttpApp } from "./app.ts";
import type { HttpDeps } from "./deps.ts";

/** A container row with everything that a test does not care about filled in. */
function containerRow(name: string): ContainerView {
  return {
    name,
    display_name: name,
    is_manager: false,
    running: true,
    failed: false,
    needs_update: false,
    needs_login: false,
    paused: false,
    pending_reminders: 0,
    port: 8101,
    runtime: "bwrap",
    network: "none",
    connected: true,
    turn_state: "idle",
    turn_state_since: 1,
    queued: 0,
  };
}

/** The HTTP side over a real store, broker, hub and log-in, served on a loopback port; only the agents are played. */
export async function startHttp() {
  const dir = mkdtempSync(join(tmpdir(), "hive-http-"));
  writePages(join(dir, "web"));
  const store = openStore(join(dir, "hive.sqlite"));
  const hub = createEventHub<DashboardEvent>();
  const history = openAgentHistory(join(dir, "events.sqlite"));
  const login = createOperatorLogin({ store, clock: systemClock });
  const broker = createBroker({
    store,
    clock: systemClock,
    hub,
    directory: { agents: () => ["manager", "coder"] as never },
    resolveFileRefs: () => [],
  });
  const log = pino({ level: "silent" });
  const keys = createRequestKeys(store);
  const directory = { agents: () => ["manager", "coder"] };
  const basis = { store, keys, broker, clock: systemClock, hub, log, directory, mayReach: () => true };
  const questions = createQuestions(basis);
  const controls: ControlMessage[] = [];
  let server: ServerType | undefined;
  const port = () => (server?.address() as AddressInfo | null)?.port ?? 0;
  const deps: HttpDeps = {
    agents: playAgents(history, controls),
    // What is decided here is tested over a whole core.
    approvals: {
      pending: () => [],
      resolved: () => [],
      requestSpawn: notPlayed,
      approve: notPlayed,
      deny: notPlayed,
      revise: notPlayed,
      diff: notPlayed,
    },
    builds: { newest: () => [], find: notHere, lines: () => [], rebuild: notPlayed, cancel: notPlayed },
    updates: { updateInputs: notPlayed, updateStale: notPlayed },
    cost: { value: () => 0 },
    hiveStats: notHere,
    tombstones: { list: () => [] },
    metaInputs: { list: () => [] },
    broker,
    questions,
    files: { journal: notPlayed, config: notPlayed, check: notHere, preview: notHere },
    histories: { history: notPlayed, change: notPlayed },
    looseEnds: { forAgent: () => [] },
    push: { publicKey: () => "", subscribe: notPlayed, unsubscribe: () => undefined },
    hub,
    login,
    webRoot: join(dir, "web"),
    allowedHosts: ["hive.example"],
    port,
    log,
  };
  const app = createHttpApp(deps);
  await new Promise<void>((ready) => {
    server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, () => ready());
  });
  const origin = `http://127.0.0.1:${port()}`;
  return {
    origin,
    broker,
    hub,
    history,
    login,
    controls,
    deps,
    /** A cookie header of a logged-in operator. */
    async session(): Promise<string> {
      const answer = await fetch(`${origin}/login?token=${login.issueLink().token}`, { redirect: "manual" });
      return (answer.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
    },
    async [Symbol.asyncDispose]() {
      const closing = server as import("node:http").Server;
      closing.closeAllConnections();
      await new Promise((done) => closing.close(done));
      await broker.close();
      history.close();
      store.close();
      rmSync(dir, { recursive: true });
    },
  };
}

function playAgents(history: ReturnType<typeof openAgentHistory>, controls: ControlMessage[]): HttpDeps["agents"] {
  const known = (name: string) => {
    if (name !== "coder") throw new HiveError("unknown_agent", `no agent is called ${name}`);
    return containerRow(name);
  };
  return {
    views: () => [containerRow("coder")],
    view: known,
    transients: () => [],
    info: () => ({ rev: "test", host: "lab", started_at: 1, demo: false, model_access: "key" }),
    history: (name) => (known(name), history),
    control: (name, message) => void (known(name), controls.push(message)),
    start: async (name) => void known(name),
    stop: async (name) => void known(name),
    restart: async (name) => void known(name),
    setPaused: async (name) => void known(name),
    destroy: async (name) => void known(name),
    purge: async (name) => void known(name),
    resolve: (name) => toAgentName(known(name).name),
  };
}

async function notPlayed(): Promise<never> {
  return notHere();
}

function notHere(): never {
  throw new Error("this is not played here");
}

function writePages(webRoot: string): void {
  mkdirSync(join(webRoot, "assets"), { recursive: true });
  for (const page of ["index", "agent", "login"])
    writeFileSync(join(webRoot, `${page}.html`), `<title>${page}</title>`);
  writeFileSync(join(webRoot, "assets", "main-abc.js"), "export {};");
  writeFileSync(join(webRoot, "secret.stamp"), "not for the web");
}
