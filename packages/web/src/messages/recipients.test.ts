import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleContainer } from "../store/sample.ts";
import { addressDraft, recipientChoices } from "./recipients.ts";

const names = ["manager", "coder", "scout"];
const address = (draft: string) => addressDraft(draft, "coder", names);

test("a draft without an address goes to the sticky recipient", () => {
  assert.deepEqual(address("hello @scout"), { kind: "message", to: "coder", body: "hello @scout" });
});

test("@name redirects, split at the first whitespace, line breaks kept", () => {
  assert.deepEqual(address("@scout  two\nlines"), { kind: "message", to: "scout", body: "two\nlines" });
  assert.deepEqual(address("@scout\nbelow"), { kind: "message", to: "scout", body: "below" });
});

test("@name alone only changes the recipient", () => {
  assert.deepEqual(address("@scout "), { kind: "recipient", to: "scout" });
});

test("the manager answers to both its names, and * is everyone", () => {
  assert.deepEqual(address("@hm1nd hi"), { kind: "message", to: "manager", body: "hi" });
  assert.deepEqual(address("@* hi"), { kind: "message", to: "*", body: "hi" });
});

test("an unknown name is not sent to anyone", () => {
  assert.deepEqual(address("@bard hi"), { kind: "unknown", name: "bard" });
});

test("the list opens on @ at the start only, and says what each agent does", () => {
  const containers = [
    sampleContainer("scout", { turn_state: "thinking" }),
    sampleContainer("scribe"),
    sampleContainer("coder"),
  ];
  assert.deepEqual(recipientChoices("@sc", containers), [
    { text: "@scout ", label: "@scout", hint: "thinking" },
    { text: "@scribe ", label: "@scribe", hint: "idle" },
  ]);
  assert.equal(recipientChoices("@", containers).length, 4);
  assert.deepEqual([recipientChoices("@scout ", containers), recipientChoices("hi @sc", containers)], [[], []]);
});

test("text for a sticky recipient who left the hive is not sent; everyone is always there", () => {
  assert.deepEqual(addressDraft("hello", "bard", ["coder"]), { kind: "gone", name: "bard" });
  assert.deepEqual(addressDraft("hello", "*", ["coder"]), { kind: "message", to: "*", body: "hello" });
  assert.deepEqual(addressDraft("@coder hello", "bard", ["coder"]), { kind: "message", to: "coder", body: "hello" });
});

test("the manager is found by both of its names, and who is rate limited says when it reads", () => {
  const containers = [
    sampleContainer("manager"),
    sampleContainer("scout", { turn_state: "rate_limited", turn_state_until: 1_795_269_000 }),
  ];
  assert.deepEqual(
    recipientChoices("@hm", containers).map(({ text }) => text),
    ["@manager "],
  );
  assert.match(recipientChoices("@sc", containers)[0]?.hint ?? "", /^rate limited, reads it at \d\d:\d\d$/);
});
