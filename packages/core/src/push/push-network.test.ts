import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "../lifecycle/lifecycle.test-support.ts";
import { createBrowser } from "./browser.test-support.ts";
import { isPublicAddress } from "./public-address.ts";
import { reachOf, type PushNetwork } from "./push-network.ts";
import { startPush } from "./push.test-support.ts";

/** The rules of the internet, with name servers that answer what a test wants. */
function internetWhere(names: Readonly<Record<string, readonly string[]>>): PushNetwork {
  return {
    resolve: async (host) => names[host] ?? Promise.reject(new Error("no such name")),
    mayReach: isPublicAddress,
  };
}

test("an endpoint may lead to public addresses only, all of them", async () => {
  const network = internetWhere({
    "push.example.com": ["203.0.114.1", "2606:4700::1"],
    "mixed.example.com": ["203.0.114.1", "10.0.0.1"],
    "home.example.com": ["192.168.1.1"],
  });
  const reach = async (url: string) => await reachOf(new URL(url), network);
  assert.deepEqual(await reach("https://push.example.com/x"), {
    ok: true,
    addresses: ["203.0.114.1", "2606:4700::1"],
  });
  assert.partialDeepStrictEqual(await reach("https://push.example.com./x"), { ok: true });
  assert.partialDeepStrictEqual(await reach("https://unknown.example.com/x"), { ok: false, isRefused: false });
  for (const host of [
    "mixed.example.com",
    "home.example.com",
    "localhost",
    "LOCALHOST.",
    "a.localhost",
    "router",
    "nas.local",
    "metadata.google.internal",
    "127.0.0.1",
    "0x7f.1",
    "2130706433",
    "0177.0.0.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "169.254.169.254",
    "[fe80::1]",
  ]) {
    assert.partialDeepStrictEqual(await reach(`https://${host}/x`), { ok: false, isRefused: true }, host);
  }
});

test("a subscription that leads into a private network is refused by name and by address, and stored nowhere", async (t) => {
  const network = internetWhere({ "home.example.com": ["192.168.1.1"] });
  const { push, ask, open, logged } = await startPush(t, () => network);
  for (const [endpoint, words] of [
    ["https://home.example.com/x", /home\.example\.com leads to 192\.168\.1\.1/],
    ["https://127.0.0.1/x", /127\.0\.0\.1 is an address of this machine/],
    ["https://localhost/x", /localhost is a name of this machine/],
  ] as const) {
    await assert.rejects(push.subscribe(createBrowser(endpoint).subscription), { code: "bad_request", message: words });
  }
  await push.close();
  open();
  ask("tea?");
  assert.deepEqual(logged, []);
});

test("a name that led to the internet when it was subscribed is not followed to this machine later", async (t) => {
  const names: Record<string, readonly string[]> = { "push.example": ["203.0.114.1"] };
  const network = internetWhere(names);
  const { subscribe, ask, logged, service, clock } = await startPush(t, () => network);
  await subscribe();
  names["push.example"] = ["127.0.0.1"];
  ask("tea?");
  await until(() => logged.length === 1, "a word in the log");
  assert.match(JSON.stringify(logged[0]?.fields), /push\.example leads to 127\.0\.0\.1/);
  assert.deepEqual([service.arrived.length, clock.timers()], [0, 0]);
});

test("a name that has no address for now is accepted, and looked up again for each push", async (t) => {
  const names: Record<string, readonly string[]> = {};
  const { subscribe, ask, service, clock } = await startPush(t, (local) => ({
    ...local,
    resolve: internetWhere(names).resolve,
  }));
  const browser = await subscribe();
  ask("tea?");
  await until(() => clock.timers() === 1, "the pause before the next try");
  names["push.example"] = ["127.0.0.1"];
  clock.advance(5_000);
  assert.equal(browser.open((await service.came(1))[0] ?? assert.fail()).body, "tea?");
});
