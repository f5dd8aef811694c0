import assert from "node:assert/strict";
import { test } from "node:test";
import { createHttpClient } from "@hyperhive/client";
import { createPage } from "./page.ts";

test("a connection that was lost is lost until it is live again, whatever is attempted meanwhile", () => {
  const page = createPage(createHttpClient({ baseUrl: "http://127.0.0.1:1" }));
  const states: string[] = [];
  page.link.subscribe(({ state }) => void states.push(state));
  for (const state of ["connecting", "live", "lost", "connecting", "lost", "connecting", "live", "connecting"] as const)
    page.setLink("dashboard", { state });
  assert.deepEqual(
    states.filter((state, at) => state !== states[at - 1]),
    ["connecting", "live", "lost", "live", "connecting"],
  );
});
