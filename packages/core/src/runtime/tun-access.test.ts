import assert from "node:assert/strict";
import { test } from "node:test";
import { mayUse, stagedTunOwner } from "./tun-access.ts";

const account = { uid: 7, gid: 8 };

test("rights on a device are those of the first class that fits", () => {
  assert.equal(mayUse({ mode: 0o666, uid: 0, gid: 0 }, account), true);
  assert.equal(mayUse({ mode: 0o600, uid: 0, gid: 0 }, account), false);
  assert.equal(mayUse({ mode: 0o660, uid: 0, gid: 8 }, account), true);
  assert.equal(mayUse({ mode: 0o606, uid: 0, gid: 8 }, account), false);
  assert.equal(mayUse({ mode: 0o600, uid: 7, gid: 0 }, account), true);
});

test("a usable device is left alone, a root core makes one for the account", () => {
  assert.equal(stagedTunOwner("usable", account), undefined);
  assert.equal(stagedTunOwner("denied", account), "7:8");
});

test("what cannot work is refused with how to mend it", () => {
  assert.throws(() => stagedTunOwner("denied", undefined), {
    code: "unsupported",
    message: /chmod 0666 \/dev\/net\/tun/,
  });
  assert.throws(() => stagedTunOwner("missing", account), { code: "unsupported", message: /modprobe tun/ });
});
