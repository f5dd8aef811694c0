import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { test } from "node:test";
import { readCoreConfig } from "./config.ts";
import { makeTempFolder } from "./temp-folder.test-support.ts";

const facts = { env: {}, flags: {}, uid: 1000, home: "/home/ada", nodePath: "/usr/bin/node" };
const read = (env: Record<string, string>) => readCoreConfig({ ...facts, env });

test("an empty environment gives the defaults", () => {
  const config = read({});
  assert.equal(config.port, 7000);
  assert.equal(config.agentPorts, "hash");
  assert.equal(config.pronouns, "they/them");
  assert.deepEqual(config.model, { mode: "login" });
  assert.equal(config.demo, false);
  assert.equal(config.asRoot, false);
  assert.match(config.webRoot, /packages\/web\/dist$/);
});

test("allowed hosts are a list of lower-case names", () => {
  assert.deepEqual(read({ HYPERHIVE_ALLOWED_HOSTS: "Hive.example.org, box" }).allowedHosts, [
    "hive.example.org",
    "box",
  ]);
});

test("each bad value is refused by the name of its variable", () => {
  assert.throws(
    () => read({ HYPERHIVE_PORT: "70000" }),
    /`HYPERHIVE_PORT`: expected a port from 0 to 65535, got "70000"/,
  );
  assert.throws(() => read({ HYPERHIVE_AGENT_PORTS: "on" }), /`HYPERHIVE_AGENT_PORTS`: expected hash or off, got "on"/);
  assert.throws(() => read({ HYPERHIVE_DEMO: "yes" }), /`HYPERHIVE_DEMO`: expected 0 or 1/);
  assert.throws(() => read({ HYPERHIVE_LOG_LEVEL: "loud" }), /`HYPERHIVE_LOG_LEVEL`/);
  assert.throws(() => read({ HYPERHIVE_MODEL_URL: "ftp://x" }), /`HYPERHIVE_MODEL_URL`: expected an http or https URL/);
  assert.throws(
    () => read({ HYPERHIVE_MODEL_KEY_FILE: "/nowhere/key" }),
    /`HYPERHIVE_MODEL_KEY_FILE`: cannot read \/nowhere\/key/,
  );
});

test("a key makes key mode and never shows itself", () => {
  const { model } = read({ ANTHROPIC_API_KEY: "made-up-key" });
  assert.ok(model.mode === "key" && model.key?.reveal() === "made-up-key");
  assert.equal(model.upstream.href, "https://api.anthropic.com/");
  for (const shown of [JSON.stringify(model), inspect(model, { depth: 9, showHidden: true }), String(model.key)]) {
    assert.doesNotMatch(shown, /made-up-key/);
  }
});

test("a key file wins over the variable and loses its line end", () => {
  using folder = makeTempFolder();
  const file = join(folder.path, "key");
  writeFileSync(file, "from-file\n");
  const { model } = read({ HYPERHIVE_MODEL_KEY_FILE: file, ANTHROPIC_API_KEY: "from-variable" });
  assert.ok(model.mode === "key" && model.key?.reveal() === "from-file");
});

test("a key with a blank inside is refused without showing it", () => {
  assert.throws(
    () => read({ ANTHROPIC_API_KEY: "two words" }),
    (error: Error) => /`ANTHROPIC_API_KEY`/.test(error.message) && !/two words/.test(error.message),
  );
});

test("an upstream without a key is key mode without a credential", () => {
  const { model } = read({ HYPERHIVE_MODEL_URL: "http://127.0.0.1:9/base" });
  assert.ok(model.mode === "key" && model.key === undefined);
});
