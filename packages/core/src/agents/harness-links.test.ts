import assert from "node:assert/strict";
import { test } from "node:test";
import { toAgentName, type ControlMessage } from "@hyperhive/wire";
import { HarnessLinks, type HarnessLink } from "./harness-links.ts";

const coder = toAgentName("coder");

function playLink() {
  const told: ControlMessage[] = [];
  let closed = false;
  const link: HarnessLink = { tell: (message) => void told.push(message), close: () => void (closed = true) };
  return { link, told, isClosed: () => closed };
}

test("the newest stream replaces the older one, whose end then changes nothing", () => {
  const changes: boolean[] = [];
  const links = new HarnessLinks((_, connected) => void changes.push(connected));
  const [old, young] = [playLink(), playLink()];
  const oldHandle = links.open(coder, old.link);
  const youngHandle = links.open(coder, young.link);
  assert.equal(old.isClosed(), true);
  oldHandle[Symbol.dispose]();
  links.tell(coder, { do: "cancel" });
  assert.deepEqual([old.told, young.told], [[], [{ do: "cancel" }]]);
  youngHandle[Symbol.dispose]();
  assert.deepEqual(changes, [true, true, false]);
});

test("telling an agent that nobody listens for is refused with what to do", () => {
  const links = new HarnessLinks(() => undefined);
  assert.throws(() => links.tell(coder, { do: "compact" }), {
    code: "agent_not_connected",
    message: /start the agent/,
  });
});
