import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { Icon } from "../controls/icon.tsx";
import { lazy } from "../controls/lazy.tsx";
import { usePage } from "../shell/page.ts";
import { muted } from "./muted.ts";
import { permission, type Permission } from "./permission.ts";
import type { PushSwitch } from "./push-switch.ts";
import type { PushDoor } from "./start.ts";

const Panel = lazy(async () => (await import("./notification-panel.tsx")).NotificationPanel);

/** Pixels: how wide the panel is where there is room, and what it keeps free beside it. */
const [WIDTH, EDGE] = [340, 8];

/** The bell: starts to tell of news, says whether they are told, and opens the controls for it. Not to be seen outside of https and loopback. */
export function NotificationBell({ dashboard }: { dashboard: Dashboard }) {
  const page = usePage();
  const push = useSignal<PushSwitch | undefined>(undefined);
  const door = useRef<Promise<PushDoor>>(undefined);
  useEffect(() => {
    door.current = import("./start.ts").then(({ startNotifications }) => startNotifications(page, dashboard));
  }, []);
  const open = async () => {
    push.value ??= await (await door.current)?.();
  };
  const word = wordFor(permission.value, muted.value);
  if (permission.value === "insecure") return null;
  return (
    <>
      <button
        class="btn ghost icon bell"
        type="button"
        popovertarget="notify"
        aria-label={`notifications: ${word}`}
        title={`notifications: ${word}`}
      >
        <Icon name={word === "on" ? "bell" : "hush"} />
      </button>
      <Popup push={push.value} opened={() => void open()} />
    </>
  );
}

function Popup({ push, opened }: { push: PushSwitch | undefined; opened: () => void }) {
  const place = useSignal<{ readonly top: number; readonly right: number } | undefined>(undefined);
  const box = useRef<HTMLDivElement>(null);
  const put = () => {
    opened();
    const bell = box.current?.previousElementSibling?.getBoundingClientRect();
    if (bell === undefined) return;
    const room = Math.max(0, innerWidth - WIDTH - EDGE);
    place.value = { top: bell.bottom + 6, right: Math.max(EDGE, Math.min(room, innerWidth - bell.right - 40)) };
  };
  const { top = 0, right = 0 } = place.value ?? {};
  return (
    <div
      class="panel notify"
      id="notify"
      popover="auto"
      role="group"
      aria-label="notifications"
      ref={box}
      style={{ top: `${top}px`, right: `${right}px` }}
      onBeforeToggle={put}
    >
      {place.value !== undefined && <Panel push={push} />}
    </div>
  );
}

function wordFor(granted: Permission, isMuted: boolean): string {
  if (granted === "granted") return isMuted ? "muted" : "on";
  return granted === "denied" ? "blocked" : "off";
}
