import type { AgentEvent, ControlMessage } from "@hyperhive/wire";
import type { ModelChoice } from "../claude/model-choice.ts";
import type { HarnessSettings } from "../harness-settings.ts";
import type { Desk } from "./desk.ts";

/** What the core's directions act on. */
export type ControlTarget = {
  readonly desk: Desk;
  readonly model: ModelChoice;
  readonly settings: Pick<HarnessSettings, "modelAccess">;
  readonly emit: (event: AgentEvent) => void;
  /** Puts words into the running turn. */
  readonly steer: (text: string) => void;
};

/** Does what the core says; a word that this version does not know is noted and passed over. */
export async function applyControl(message: ControlMessage, target: ControlTarget): Promise<void> {
  const { desk, emit } = target;
  switch (message.do) {
    case "state":
      return applyState(message.paused, target);
    case "pause":
      return desk.setGate({ paused: message.paused });
    case "cancel":
      if (desk.running === undefined) emit({ kind: "note", text: "nothing to cancel: no turn runs" });
      return desk.running?.stop("operator");
    case "compact":
      return desk.add({ kind: "compact" });
    case "new_session":
      return desk.add({ kind: "new_session" });
    case "steer":
      return steer(message.text, target);
    case "set_model":
      return await setModel(message.model, target);
    default:
      emit({ kind: "unrecognised", type: "control", raw: JSON.stringify(message satisfies never) });
  }
}

// A core that comes back may come back with another key.
function applyState(paused: boolean, { desk, settings }: ControlTarget): void {
  desk.setGate(settings.modelAccess === "key" ? { paused, needsLogin: undefined } : { paused });
}

function steer(text: string, { desk, emit, steer: intoTurn }: ControlTarget): void {
  if (desk.running === undefined) return desk.add({ kind: "turn", wake: { kind: "steer", text } });
  emit({ kind: "note", text: `the operator says: ${text}` });
  intoTurn(`The operator says: ${text}`);
}

async function setModel(model: string, { model: choice, emit }: ControlTarget): Promise<void> {
  const warning = await choice.choose(model);
  emit({ kind: "model_changed", model });
  if (warning !== undefined) emit({ kind: "note", text: warning });
}
