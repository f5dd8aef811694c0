import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createManualClock } from "../clock.test-support.ts";
import { openStore } from "../store/store.ts";
import { makeTempFolder } from "../temp-folder.test-support.ts";
import { createOperatorLogin } from "./operator-login.ts";

function startLogin() {
  const folder = makeTempFolder();
  const path = join(folder.path, "hive.sqlite");
  const store = openStore(path);
  const clock = createManualClock();
  const login = createOperatorLogin({ store, clock });
  const everything = () => ["", "-wal"].map((part) => readFileSync(path + part, "latin1")).join("");
  return {
    login,
    clock,
    store,
    everything,
    [Symbol.dispose]() {
      store.close();
      folder[Symbol.dispose]();
    },
  };
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

test("a link opens one session, once", () => {
  using hive = startLogin();
  const { token, expiresAt } = hive.login.issueLink();
  assert.equal(expiresAt, hive.clock.now() + HOUR);
  const opened = hive.login.redeem(token);
  assert.ok(opened !== undefined);
  assert.equal(opened.expiresAt, hive.clock.now() + 30 * DAY);
  assert.equal(hive.login.check(opened.session), true);
  assert.equal(hive.login.redeem(token), undefined);
});

test("a link that is made up, empty or too old opens nothing", () => {
  using hive = startLogin();
  const { token } = hive.login.issueLink();
  assert.equal(hive.login.redeem("made up"), undefined);
  assert.equal(hive.login.redeem(""), undefined);
  hive.clock.advance(HOUR);
  assert.equal(hive.login.redeem(token), undefined);
});

test("several links are good side by side, and each is another secret", () => {
  using hive = startLogin();
  const [one, two] = [hive.login.issueLink(), hive.login.issueLink()];
  assert.notEqual(one.token, two.token);
  assert.match(one.token, /^[\w-]{43}$/);
  const sessions = [hive.login.redeem(two.token)?.session, hive.login.redeem(one.token)?.session];
  assert.equal(new Set(sessions).size, 2);
  for (const session of sessions) assert.equal(hive.login.check(session ?? ""), true);
});

test("a session ends when it is revoked or after 30 days, and a token is no session", () => {
  using hive = startLogin();
  const link = hive.login.issueLink();
  assert.equal(hive.login.check(link.token), false);
  const one = hive.login.redeem(link.token)?.session ?? "";
  const two = hive.login.redeem(hive.login.issueLink().token)?.session ?? "";
  hive.login.revoke(one);
  hive.login.revoke("unknown");
  assert.equal(hive.login.check(one), false);
  hive.clock.advance(30 * DAY - 1);
  assert.equal(hive.login.check(two), true);
  hive.clock.advance(1);
  assert.equal(hive.login.check(two), false);
});

test("sessions outlive the core, and the database holds no secret", () => {
  using hive = startLogin();
  const { token } = hive.login.issueLink();
  const { token: unused } = hive.login.issueLink();
  const session = hive.login.redeem(token)?.session ?? "";
  const restarted = createOperatorLogin({ store: hive.store, clock: hive.clock });
  assert.equal(restarted.check(session), true);
  for (const secret of [token, unused, session]) assert.ok(!hive.everything().includes(secret));
});

test("what expired is deleted, at most so many at once, and what is good stays", () => {
  using hive = startLogin();
  for (let n = 0; n < 5; n += 1) hive.login.issueLink();
  hive.clock.advance(HOUR);
  const session = hive.login.redeem(hive.login.issueLink().token)?.session ?? "";
  assert.equal(hive.login.vacuum(3), 3);
  assert.equal(hive.login.vacuum(3), 2);
  assert.equal(hive.login.vacuum(3), 0);
  assert.equal(hive.login.check(session), true);
  hive.clock.advance(30 * DAY);
  assert.equal(hive.login.vacuum(3), 1);
});
