import { signal, type Signal } from "@preact/signals";
import { BROADCAST, displayName, MANAGER, type InboxRow } from "@hyperhive/wire";
import { usePage, type Page } from "../shell/page.ts";
import { tooLong } from "../terminal/body-size.ts";
import { Compose } from "../terminal/compose.tsx";
import { createKeyring } from "../terminal/idempotency-key.ts";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { keptDraft } from "./kept-draft.ts";
import { addressDraft, recipientChoices } from "./recipients.ts";

const KEY = "hive:recipient";
const DRAFT = "hive:draft";
const FIELD = "say";

/** What the operator is writing, and to whom. */
export type FlowDraft = {
  readonly text: Signal<string>;
  readonly recipient: Signal<string>;
  readonly dashboard: Dashboard;
  readonly keys: ReturnType<typeof createKeyring>;
  /** Turns to the sender of a message and puts the cursor into the field. */
  replyTo(message: InboxRow): void;
};

/** The operator's line, its recipient kept in the browser. */
export function createCompose(dashboard: Dashboard): FlowDraft {
  const recipient = signal(localStorage.getItem(KEY) ?? MANAGER);
  recipient.subscribe((to) => localStorage.setItem(KEY, to));
  return {
    text: keptDraft(DRAFT),
    recipient,
    dashboard,
    keys: createKeyring(),
    replyTo: ({ from }) => {
      recipient.value = from;
      document.getElementById(FIELD)?.focus();
    },
  };
}

/** The compose box beneath the message flow. */
export function FlowCompose({ draft }: { draft: FlowDraft }) {
  const page = usePage();
  const to = draft.recipient.value;
  const shown = to === BROADCAST ? "everyone" : displayName(to);
  return (
    <Compose
      id={FIELD}
      who={`@${to}>`}
      label={`message to ${shown}; start with @name to change the recipient`}
      listLabel="recipients"
      placeholder="write, or @name"
      draft={draft.text}
      choicesFor={(text) => recipientChoices(text, draft.dashboard.swarm.value?.containers ?? [])}
      problemOf={(text) => problemOf(draft, text)}
      send={(text) => sendDraft(page, draft, text)}
    />
  );
}

/** A draft is read again while it is typed: what it comes to is not sent, and says why. */
function problemOf({ dashboard, recipient }: FlowDraft, text: string): string | undefined {
  const swarm = dashboard.swarm.value;
  if (text === "" || swarm === undefined) return undefined;
  const addressed = addressDraft(
    text,
    recipient.value,
    swarm.containers.map(({ name }) => name),
  );
  if (addressed.kind === "gone") return `${addressed.name} is no longer in the hive; type @ to see who there is`;
  return addressed.kind === "message" ? tooLong(addressed.body) : undefined;
}

async function sendDraft(page: Page, draft: FlowDraft, text: string): Promise<boolean> {
  const names = draft.dashboard.swarm.value?.containers.map(({ name }) => name) ?? [];
  const addressed = addressDraft(text, draft.recipient.value, names);
  if (addressed.kind === "unknown") {
    page.say("bad", `no agent is called ${addressed.name}; type @ to see who there is`);
    return false;
  }
  // The line says so itself, and does not send.
  if (addressed.kind === "gone") return false;
  draft.recipient.value = addressed.to;
  if (addressed.kind === "recipient") return true;
  const { to, body } = addressed;
  const sent = await page.attempt(async () => {
    const receipt = await page.http.opSend({ to, body, key: draft.keys.keyFor(`${to} ${body}`) });
    if (receipt.hint !== undefined) page.say("ok", receipt.hint);
  });
  if (sent) draft.keys.sent();
  return sent;
}
