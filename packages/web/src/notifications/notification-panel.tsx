import { useId } from "preact/hooks";
import { Leet } from "../controls/leet.tsx";
import { GlyphLabel } from "../controls/heading.tsx";
import { muted, setMuted } from "./muted.ts";
import { askPermission, permission, type Permission } from "./permission.ts";
import type { PushState, PushSwitch } from "./push-switch.ts";

/** The controls of notifications: what is told at present, in words, and what can be done about it. */
export function NotificationPanel({ push }: { push: PushSwitch | undefined }) {
  const granted = permission.value;
  return (
    <>
      <h2 aria-label="notifications">
        <GlyphLabel text="N0T1FY" />
      </h2>
      <p role="status">{pageWords(granted, muted.value)}</p>
      {granted === "default" && (
        <button class="btn sm tint ask" type="button" onClick={() => void askPermission()}>
          <Leet text="3N4BL3" plain="enable notifications" />
        </button>
      )}
      {granted === "granted" && (
        <button class="btn sm" type="button" onClick={() => setMuted(!muted.value)}>
          <Leet
            text={muted.value ? "UNMUT3" : "MUT3"}
            plain={muted.value ? "unmute notifications" : "mute notifications"}
          />
        </button>
      )}
      {push !== undefined && granted !== "unsupported" && granted !== "denied" && <PushToggle push={push} />}
    </>
  );
}

function pageWords(granted: Permission, isMuted: boolean): string {
  switch (granted) {
    case "granted":
      return isMuted
        ? "muted: this browser keeps quiet while a dashboard is in sight."
        : "you are told of new questions, approvals and messages while a dashboard is open.";
    case "default":
      return "the dashboard can tell you of new questions, approvals and messages while it is open.";
    case "denied":
      return "this browser blocks notifications of this address. allow them in its site settings, behind the sign left of the address.";
    case "unsupported":
    case "insecure":
      return "this browser has no notifications for pages. the count in the title still says what waits.";
  }
}

function PushToggle({ push }: { push: PushSwitch }) {
  const id = useId();
  const state = push.state.value;
  const isOn = state.kind === "on" || (state.kind === "failed" && state.isOn);
  const rests = state.kind === "busy" || state.kind === "unsupported";
  return (
    <div class="push-toggle">
      <label>
        <input
          type="checkbox"
          role="switch"
          checked={isOn}
          aria-disabled={rests}
          aria-busy={state.kind === "busy"}
          aria-describedby={id}
          onClick={(event) => {
            // The switch shows what is, and that changes when both sides have answered.
            event.preventDefault();
            if (!rests) void (isOn ? push.turnOff() : push.turnOn());
          }}
        />
        tell this device when no dashboard is open
      </label>
      <p class={state.kind === "failed" ? "bad" : "muted"} id={id} role="status">
        {pushWords(state)}
      </p>
    </div>
  );
}

function pushWords(state: PushState): string {
  switch (state.kind) {
    case "on":
      return "this device is told by a push, and a click on it opens the thing itself.";
    case "off":
      return "pushes come through the service of this browser's maker, encrypted so that only this browser can read them.";
    case "busy":
      return "asking…";
    case "failed":
      return `that did not work: ${state.error}`;
    case "unsupported":
      return state.installs
        ? "add this page to the home screen first (share, then add to home screen), and open it from there."
        : "this browser takes no pushes, or its private mode forbids them.";
  }
}
