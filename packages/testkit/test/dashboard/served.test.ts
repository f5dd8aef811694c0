import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { startTestHive, type TestHive } from "@hyperhive/testkit";
import { voiceOf } from "./agent-voice.ts";
import { HOSTILE_TEXTS } from "./hostile-corpus.ts";

const PAGES = ["/", "/agent/coder/", "/login"];
const API = [
  "/api/state",
  "/dashboard/history",
  "/api/search?q=hostile",
  "/api/search?q=%3Cscript%3E",
  "/api/journal/coder",
  "/api/journal/coder?unit=%3Cscript%3E",
  "/api/agent-config/coder",
  "/api/state-file?agent=coder&path=/shared/page.html",
  "/api/state-file/check?agent=coder&path=/shared/page.html",
  "/api/state-file?agent=coder&path=%3Cscript%3E",
  "/api/repo/coder",
  "/api/repo/meta",
  "/api/repo/%3Cscript%3E",
  "/api/hive-stats?hours=1",
  "/api/push",
  "/agent/coder/api/state",
  "/agent/coder/events/history",
  "/agent/%3Cscript%3E/",
  "/shared/page.html",
  "/<script>globalThis.pwned=1</script>",
];

/** The operator, logged in. */
async function operatorOf(hive: TestHive): Promise<(path: string, method?: string) => Promise<Response>> {
  const entered = await fetch(hive.core.loginLink().url, { redirect: "manual" });
  const cookie = entered.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");
  return async (path, method = "GET") =>
    await fetch(new URL(path, hive.core.url), { method, headers: { cookie }, redirect: "manual" });
}

function checkHeaders({ headers }: Response, what: string): void {
  const policy = headers.get("content-security-policy") ?? "";
  const rules = new Map(policy.split("; ").map((rule) => [rule.split(" ", 1)[0], rule.split(" ").slice(1)] as const));
  assert.deepEqual(rules.get("default-src"), ["'none'"], what);
  assert.deepEqual(rules.get("script-src"), ["'self'"], what);
  assert.deepEqual(rules.get("frame-ancestors"), ["'none'"], what);
  assert.deepEqual(rules.get("base-uri"), ["'none'"], what);
  // Nothing inline, nothing evaluated, no host that is not our own.
  for (const source of [...rules.values()].flat())
    assert.match(source, /^('self'|'none'|data:)$/, `${what}: ${policy}`);
  for (const [rule, sources] of rules) if (sources.includes("data:")) assert.equal(rule, "img-src", what);
  assert.equal(headers.get("x-content-type-options"), "nosniff", what);
}

describe("what the core serves", () => {
  test("everything forbids foreign and inline code, and only the built pages are HTML", async () => {
    await using hive = await startTestHive({ agents: { coder: { network: "none" } } });
    const get = await operatorOf(hive);
    using coder = voiceOf(hive, "coder");
    for (const { text } of HOSTILE_TEXTS) await coder.call("send", { to: "operator", body: text });
    await hive.run("coder", ["sh", "-c", "echo '<script>globalThis.pwned=1</script>' > /shared/page.html"]);

    const assets = new Set<string>();
    for (const path of PAGES) {
      const page = await get(path);
      checkHeaders(page, path);
      assert.match(page.headers.get("content-type") ?? "", /^text\/html/, path);
      const html = await page.text();
      assert.doesNotMatch(
        html,
        /hostile|<script(?![^>]* src="\/)|<style|\son\w+=|javascript:|(?:src|href|action)="(?:https?:)?\/\//,
        path,
      );
      for (const [, asset = ""] of html.matchAll(/(?:src|href)="(\/[^"]*)"/g)) assets.add(asset);
    }
    for (const path of [...assets, "/sw.js"]) {
      const asset = await get(path);
      checkHeaders(asset, path);
      assert.equal(asset.status, 200, path);
      assert.doesNotMatch(asset.headers.get("content-type") ?? "", /html/, path);
      await asset.body?.cancel();
    }
    for (const path of API) {
      const answer = await get(path);
      checkHeaders(answer, path);
      assert.match(answer.headers.get("content-type") ?? "", /^application\/json/, path);
      await answer.body?.cancel();
    }
    for (const path of ["/dashboard/stream", "/agent/coder/events/stream"]) {
      const stream = await get(path);
      checkHeaders(stream, path);
      assert.match(stream.headers.get("content-type") ?? "", /^text\/event-stream/, path);
      await stream.body?.cancel();
    }
    for (const path of ["/op-send", "/deny/1", "/<script>"]) {
      const refused = await get(path, "POST");
      checkHeaders(refused, path);
      assert.ok(refused.status >= 400, path);
      assert.doesNotMatch(refused.headers.get("content-type") ?? "", /html/, path);
    }
  });

  test("a stranger gets the same headers and nothing but the log-in page", async () => {
    await using hive = await startTestHive({ agents: { coder: { network: "none" } } });
    for (const path of [...PAGES, ...API, "/sw.js", "/dashboard/stream"]) {
      const answer = await fetch(new URL(path, hive.core.url), { redirect: "manual" });
      checkHeaders(answer, path);
      assert.ok(path === "/sw.js" || answer.status === 401, `${path}: ${answer.status}`);
      assert.doesNotMatch(await answer.text(), /coder|hostile/, path);
    }
  });
});
