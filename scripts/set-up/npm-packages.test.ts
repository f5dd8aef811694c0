import assert from "node:assert/strict";
import { test } from "node:test";
import { npmEnvironment, npmPackages } from "./npm-packages.mjs";
import { makeFolder } from "./test-support/make-folder.ts";

const node = `node_modules/node-linux-${process.arch}`;
const wanted = {
  "": {},
  "node_modules/a": { version: "1.0.0", integrity: "x" },
  "node_modules/for-another-system": { version: "1.0.0", optional: true },
  [node]: { version: "24.0.0", optional: true },
};
const installed = {
  "node_modules/a": { version: "1.0.0", integrity: "x" },
  [node]: { version: "24.0.0", optional: true },
};

async function isReady(files: { wanted?: object; installed?: object; node?: boolean }): Promise<boolean> {
  await using folder = await makeFolder();
  if (files.wanted) await folder.write("package-lock.json", JSON.stringify({ packages: files.wanted }));
  if (files.installed)
    await folder.write("node_modules/.package-lock.json", JSON.stringify({ packages: files.installed }));
  if (files.node) await folder.write(`${node}/bin/node`, "");
  return npmPackages(folder.path).isReady();
}

test("packages as the lock file has them are ready, those of other systems left out", async () => {
  assert.equal(await isReady({ wanted, installed, node: true }), true);
});

test("a checkout without node_modules is not ready, nor is an install that was interrupted", async () => {
  assert.equal(await isReady({ wanted }), false);
  assert.equal(await isReady({ wanted, node: true }), false);
});

test("another version, a missing package and a package too many are each not ready", async () => {
  const newer = { ...wanted, "node_modules/a": { version: "2.0.0", integrity: "y" } };
  const more = { ...wanted, "node_modules/b": { version: "1.0.0" } };
  const { "node_modules/a": _, ...fewer } = wanted;
  for (const changed of [newer, more, fewer])
    assert.equal(await isReady({ wanted: changed, installed, node: true }), false);
});

test("an install whose Node could not be downloaded is not ready", async () => {
  const { [node]: _, ...withoutNode } = installed;
  assert.equal(await isReady({ wanted, installed: withoutNode }), false);
});

test("npm keeps its settings for the registry and loses those that change what is installed", () => {
  const kept = {
    PATH: "/bin",
    npm_config_registry: "https://mirror.example",
    npm_config_cache: "/c",
    "npm_config_//mirror.example/:_authToken": "t",
    "npm_config_@s:registry": "https://other.example",
    NPM_CONFIG_HTTPS_PROXY: "http://proxy.example",
  };
  const dropped = {
    NODE_ENV: "production",
    npm_config_omit: "dev",
    npm_config_production: "true",
    npm_config_global: "true",
    npm_config_workspace: "x",
    npm_config_dry_run: "true",
    npm_config_package_lock: "false",
    npm_config_prefix: "/p",
    npm_lifecycle_event: "start",
  };
  assert.deepEqual(npmEnvironment({ ...kept, ...dropped }), kept);
});
