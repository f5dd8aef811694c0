import { describe, test } from "node:test";
import type { AgentEvent } from "@hyperhive/wire";
import { voiceOf } from "./agent-voice.ts";
import { setDashboardStage } from "./dashboard-stage.ts";
import { HOSTILE_TEXTS, onOneLine, type HostileText } from "./hostile-corpus.ts";
import { openLooks } from "./hostile-looks.ts";
import { batchesOf } from "./hostile-views.ts";

/** What a harness that was taken over could tell of a turn. */
function eventsOf(text: HostileText, at: number): readonly AgentEvent[] {
  const line = onOneLine(text);
  const id = `call-${at}`;
  return [
    { kind: "text", text: text.text },
    { kind: "thinking", text: text.text },
    { kind: "tool_use", id, name: "Bash", input: { command: text.text } },
    { kind: "tool_result", id, text: text.text, is_error: at % 2 === 0 },
    {
      kind: "tool_use",
      id: `${id}-edit`,
      name: "Edit",
      input: { file_path: line, old_string: "x", new_string: text.text },
    },
    { kind: "tool_use", id: `${id}-odd`, name: line.slice(0, 100), input: { [line.slice(0, 100)]: text.text } },
    { kind: "stderr", line },
    { kind: "note", text: text.text },
    { kind: "unrecognised", type: line.slice(0, 100), raw: line },
    { kind: "status_changed", text: text.text.slice(0, 200) },
    { kind: "model_changed", model: line.slice(0, 200) },
  ];
}

const PLACES = [".row.said", ".row.thought", ".row.call", ".row.err", ".row.note", ".row.sys", ".row.quiet"];

describe("a hostile agent on its own page", () => {
  test("each text is what it says, thinks, calls, is answered and is told, and does nothing", async () => {
    await using stage = await setDashboardStage({ agents: { coder: { network: "none" } } });
    const { hive } = stage;
    for (const name of ["coder", "manager"]) await hive.core.agents.stop(name, { graceful: false });
    using coder = voiceOf(hive, "coder");
    using manager = voiceOf(hive, "manager");
    const events = HOSTILE_TEXTS.flatMap(eventsOf).map((event, at) => ({
      seq: at + 1,
      at: 1_750_000_000_000 + at,
      event,
    }));
    for (const batch of batchesOf(events, 100))
      await coder.call("push_events", { boot_id: "hostile", events: [...batch] });
    const looks = await openLooks(stage, { path: "/agent/coder/" });
    for (const batch of batchesOf(HOSTILE_TEXTS, 27)) {
      for (const { text } of batch) await manager.call("send", { to: "coder", body: text });
      for (const { page, gather } of looks) {
        await page
          .getByRole("list", { name: "messages to this agent", includeHidden: true })
          .getByText(batch.at(-1)?.mark ?? "")
          .waitFor({ state: "attached" });
        await page
          .locator("details.sec")
          .evaluateAll((folds: readonly HTMLDetailsElement[]) => folds.forEach((fold) => (fold.open = true)));
        await gather(".ibox > li");
      }
    }
    for (const { page, gather, check } of looks) {
      const earlier = page.locator(".earlier button");
      await earlier.waitFor();
      while ((await earlier.count()) > 0) await earlier.click();
      await page
        .locator("details.row")
        .evaluateAll((folds: readonly HTMLDetailsElement[]) => folds.forEach((fold) => (fold.open = true)));
      for (const place of PLACES) await gather(place);
      await check([...PLACES, ".ibox > li"]);
    }
  });
});
