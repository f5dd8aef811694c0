import assert from "node:assert/strict";
import { test } from "node:test";
import { checkCoreAccount, checkNoLimits } from "./check-enforceable.ts";

test("a root core needs an account and no other core may name one", () => {
  assert.throws(() => checkCoreAccount(undefined, 0), { code: "unsupported", message: /`account`/ });
  assert.throws(() => checkCoreAccount({ uid: 5, gid: 5 }, 1000), { code: "unsupported", message: /uid 1000/ });
  assert.doesNotThrow(() => checkCoreAccount({ uid: 5, gid: 5 }, 0));
  assert.doesNotThrow(() => checkCoreAccount(undefined, 1000));
});

test("limits are refused with how to mend it, and none asked for is none", () => {
  for (const limits of [{ memoryMb: 512 }, { cpus: 0.5 }, { pids: 64 }])
    assert.throws(() => checkNoLimits({ limits }), {
      code: "unsupported",
      message: /`limits`.*take `limits` out/,
    });
  assert.doesNotThrow(() => checkNoLimits({ limits: {} }));
  assert.doesNotThrow(() => checkNoLimits({}));
});
