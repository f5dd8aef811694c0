import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { toAgentName, type ContainerView, type DashboardEvent } from "@hyperhive/wire";
import { ViewFeed } from "./view-feed.ts";

const coder = toAgentName("coder");

function startFeed() {
  let view: ContainerView | undefined = { name: "coder", queued: 0 } as ContainerView;
  const published: DashboardEvent[] = [];
  const feed = new ViewFeed({ view: () => view, publish: (event) => published.push(event) });
  return { feed, published, show: (next: ContainerView | undefined) => void (view = next) };
}

test("many changes in one turn of the event loop are one event", async () => {
  const { feed, published } = startFeed();
  for (let n = 0; n < 100; n++) feed.touch(coder);
  await nextTurn();
  assert.equal(published.length, 1);
});

test("a change that does not show is no event", async () => {
  const { feed, published, show } = startFeed();
  feed.touch(coder);
  await nextTurn();
  show({ name: "coder", queued: 0 } as ContainerView);
  feed.touch(coder);
  await nextTurn();
  assert.equal(published.length, 1);
});

test("an agent that is gone is told as removed, once", async () => {
  const { feed, published, show } = startFeed();
  feed.touch(coder);
  feed.flush();
  show(undefined);
  feed.touch(coder);
  feed.flush();
  feed.touch(coder);
  feed.flush();
  assert.deepEqual(
    published.map((event) => event.kind),
    ["container_state_changed", "container_removed"],
  );
});

test("a closed feed says nothing more", async () => {
  const { feed, published } = startFeed();
  feed.touch(coder);
  feed.close();
  await nextTurn();
  assert.deepEqual(published, []);
});
