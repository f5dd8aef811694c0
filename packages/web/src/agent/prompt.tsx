import { signal, type Signal } from "@preact/signals";
import { displayName } from "@hyperhive/wire";
import { usePage, type Page } from "../shell/page.ts";
import { dataOf } from "../store/section-signal.ts";
import { tooLong } from "../terminal/body-size.ts";
import type { Choice } from "../terminal/completion.ts";
import { Compose } from "../terminal/compose.tsx";
import { createKeyring } from "../terminal/idempotency-key.ts";
import type { AgentPageModel } from "./agent-page-state.ts";
import { COMMANDS, readPrompt } from "./slash-command.ts";

/** What the operator is writing to the agent, and what the prompt itself has to say. */
export type Prompt = {
  readonly model: AgentPageModel;
  readonly text: Signal<string>;
  /** Whether the list of commands stands at the end of the view. */
  readonly help: Signal<boolean>;
  /** Rows up to this key were cleared away by the operator. */
  readonly clearedTo: Signal<number>;
  readonly keys: ReturnType<typeof createKeyring>;
};

/** An empty prompt. */
export function createPrompt(model: AgentPageModel): Prompt {
  return { model, text: signal(""), help: signal(false), clearedTo: signal(0), keys: createKeyring() };
}

/** The prompt line of the agent page: a message to it, or a command. */
export function PromptLine({ prompt }: { prompt: Prompt }) {
  const page = usePage();
  const shown = displayName(prompt.model.name);
  return (
    <Compose
      id="prompt"
      who={`${shown}>`}
      label={`message to ${shown}, or a / command`}
      listLabel="commands"
      placeholder="write, or /"
      draft={prompt.text}
      choicesFor={commandChoices}
      problemOf={tooLong}
      send={(text) => submit(page, prompt, text)}
    />
  );
}

function commandChoices(draft: string): readonly Choice[] {
  if (!/^\/[a-z-]*$/.test(draft)) return [];
  const begun = COMMANDS.filter(({ name }) => name.startsWith(draft));
  // Typed to its end: Enter means the command, not the list.
  if (begun.some(({ name }) => name === draft)) return [];
  return begun.map(({ name, does }) => ({ text: name === "/model" ? "/model " : name, label: name, hint: does }));
}

async function submit(page: Page, prompt: Prompt, text: string): Promise<boolean> {
  const { name } = prompt.model;
  const { http } = page;
  const input = readPrompt(text);
  switch (input.kind) {
    case "message":
      return await sendMessage(page, prompt, input.body);
    case "help":
      prompt.help.value = true;
      return true;
    case "clear":
      clearView(prompt);
      return true;
    case "cancel":
      return await tell(page, () => http.cancelTurn(name), "turn cancelled, its messages go back");
    case "compact":
      return await tell(page, () => http.compact(name), "compacting the session");
    case "new-session":
      return await tell(page, () => http.newSession(name), "the next turn starts a new session");
    case "model":
      return await tell(page, () => http.setModel(name, input.model), `${input.model} from the next turn on`);
    case "wrong":
      page.say("bad", input.problem);
      return false;
  }
}

async function sendMessage(page: Page, prompt: Prompt, body: string): Promise<boolean> {
  const { name } = prompt.model;
  const sent = await page.attempt(() => page.http.sendToAgent(name, { body, key: prompt.keys.keyFor(body) }));
  if (sent) {
    prompt.keys.sent();
    page.say("ok", `sent to ${displayName(name)}`);
  }
  return sent;
}

async function tell(page: Page, run: () => Promise<void>, done: string): Promise<boolean> {
  const ok = await page.attempt(run);
  if (ok) page.say("ok", done);
  return ok;
}

function clearView(prompt: Prompt): void {
  const last = dataOf(prompt.model.live.peek())?.turns.at(-1);
  prompt.help.value = false;
  prompt.clearedTo.value = last?.rows.at(-1)?.key ?? last?.key ?? 0;
}
