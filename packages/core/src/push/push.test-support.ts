import { join } from "node:path";
import type { TestContext } from "node:test";
import type { DashboardEvent, InboxRow } from "@hyperhive/wire";
import { atEndOf } from "../at-end-of.test-support.ts";
import { createManualClock } from "../clock.test-support.ts";
import { createEventHub } from "../event-hub/event-hub.ts";
import { openStore } from "../store/store.ts";
import { tempFolderOf } from "../temp-folder.test-support.ts";
import { createBrowser, type Browser } from "./browser.test-support.ts";
import type { PushNetwork } from "./push-network.ts";
import { startPushService } from "./push-service.test-support.ts";
import { createPush, type Push, type PushParts } from "./push.ts";

/** What the core would write to its log. */
export type Logged = { readonly level: string; readonly fields: object; readonly text: string };

/** The push of a hive over a real store, hub and push service, with a clock that stands still; the network to that service may be replaced. */
export async function startPush(t: TestContext, networkFrom = (local: PushNetwork) => local) {
  const folder = tempFolderOf(t);
  const service = await startPushService(t);
  const store = openStore(join(folder, "hive.sqlite"));
  const hub = createEventHub<DashboardEvent>();
  const clock = createManualClock();
  const logged: Logged[] = [];
  const note = (level: string) => (fields: object, text: string) => void logged.push({ level, fields, text });
  const log = { info: note("info"), warn: note("warn"), error: note("error") } as PushParts["log"];
  const keyFile = join(folder, "push-key.json");
  const subject = "mailto:operator@hyperhive.example";
  const parts: PushParts = { store, hub, clock, log, keyFile, subject, network: networkFrom(service.network) };
  const opened: Push[] = [];
  const open = () => {
    const push = createPush(parts);
    opened.push(push);
    push.start();
    return push;
  };
  atEndOf(t, async () => {
    for (const push of opened) await push.close();
    store.close();
  });
  const push = open();
  let ids = 0;
  return {
    service,
    hub,
    clock,
    logged,
    keyFile,
    push,
    /** Another core on the same state. */
    open,
    /** A browser of the operator, subscribed at a path of the service. */
    async subscribe(path = "one"): Promise<Browser> {
      const browser = createBrowser(service.endpoint(path));
      await push.subscribe(browser.subscription);
      return browser;
    },
    /** Has a message to the operator announced; says its id. */
    message(body: string, over: Partial<InboxRow> = {}): number {
      ids += 1;
      hub.publish({ kind: "sent", message: { ...messageTo("operator", body), id: ids, ...over } });
      return ids;
    },
    ask(question: string, target = "operator"): number {
      ids += 1;
      hub.publish({
        kind: "question_added",
        question: { id: ids, asker: "coder", target, question, options: [], multi: false, asked_at: 1, state: "open" },
      });
      return ids;
    },
  };
}

function messageTo(to: string, body: string): InboxRow {
  const rest = { sent_at: 1, chain_id: "c", hops: 0, state: "queued", attempts: 0 } as const;
  return { id: 0, from: "coder", to, body, file_refs: [], ...rest };
}
