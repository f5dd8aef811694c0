import assert from "node:assert/strict";
import { test } from "node:test";
import { readCoreConfig } from "@hyperhive/core";
import { createTerminal, NOW, type Terminal } from "../../test/terminal.ts";
import { createContext } from "../context.ts";
import { runCore, type ServedCore } from "./run-core.ts";

const LINK = { url: "http://127.0.0.1:7000/login?token=t", expiresAt: NOW + 900_000 };

/** A core that only writes down what is asked of it. */
function createCore(env: Record<string, string> = {}) {
  const asked: string[] = [];
  const stopped = Promise.withResolvers<void>();
  const core: ServedCore = {
    config: readCoreConfig({ env, flags: { stateDir: "/s" }, uid: 1000, home: "/h", nodePath: "/node" }),
    url: "http://127.0.0.1:7000/",
    hostSocket: "/s/run/host.sock",
    loginLink: () => LINK,
    start: async () => void asked.push("start"),
    stop: async () => {
      asked.push("stop");
      await stopped.promise;
    },
  };
  return { core, asked, stopped };
}

/** Resolves once the terminal has shown the text. */
async function shown(terminal: Terminal, text: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = () => (terminal.out().includes(text) ? resolve() : undefined);
  terminal.stdout.on("data", look);
  look();
  await promise;
}

test("a started core says where its pages, its log-in link, its state and its model are", async () => {
  const terminal = createTerminal();
  const { core, stopped } = createCore({ ANTHROPIC_API_KEY: "made-up-key" });
  const running = runCore(createContext(terminal.cli, {}), core);
  await shown(terminal, "ctrl-C");
  for (const fact of ["http://127.0.0.1:7000/", `${LINK.url}  (works once, ends in 15m)`, "/s", "api.anthropic.com"]) {
    assert.ok(terminal.out().includes(fact), fact);
  }
  assert.ok(!terminal.out().includes("made-up-key"));
  stopped.resolve();
  terminal.signal("SIGTERM");
  await running;
});

test("without a key it says how agents log in", async () => {
  const terminal = createTerminal();
  const { core, stopped } = createCore();
  const running = runCore(createContext(terminal.cli, {}), core);
  await shown(terminal, "hive-c0re exec <agent> -- claude auth login");
  stopped.resolve();
  terminal.signal("SIGINT");
  await running;
});

test("the first signal stops the core in order, the second ends the process at once", async () => {
  const terminal = createTerminal();
  const { core, asked, stopped } = createCore();
  const running = runCore(createContext(terminal.cli, {}), core);
  await shown(terminal, "ctrl-C");
  terminal.signal("SIGINT");
  await shown(terminal, "stopping");
  assert.deepEqual([asked, terminal.exits], [["start", "stop"], []]);
  terminal.signal("SIGINT");
  assert.deepEqual(terminal.exits, [130]);
  stopped.resolve();
  await running;
});

test("with --json the start is one JSON object", async () => {
  const terminal = createTerminal();
  const { core, stopped } = createCore();
  const running = runCore(createContext(terminal.cli, { json: true }), core);
  await shown(terminal, "\n");
  assert.deepEqual(JSON.parse(terminal.out()), {
    url: core.url,
    login_link: LINK.url,
    login_link_expires_at: LINK.expiresAt,
    socket: core.hostSocket,
  });
  stopped.resolve();
  terminal.signal("SIGTERM");
  await running;
});

test("a core that cannot start fails the command and leaves no signal handler behind", async () => {
  const terminal = createTerminal();
  const { core } = createCore();
  const failing = { ...core, start: async () => Promise.reject(new Error("port taken")) };
  await assert.rejects(runCore(createContext(terminal.cli, {}), failing), /port taken/);
  terminal.signal("SIGINT");
  terminal.signal("SIGINT");
  assert.deepEqual(terminal.exits, []);
});
