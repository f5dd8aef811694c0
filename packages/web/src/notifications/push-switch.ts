import { signal, type ReadonlySignal } from "@preact/signals";
import type { HttpClient } from "@hyperhive/client";
import type { PushSubscriptionData } from "@hyperhive/wire";
import { errorText } from "../shell/error-text.ts";
import { askPermission } from "./permission.ts";

/** Whether this device is told while no page is open. `unsupported` says whether installing the page would help. */
export type PushState =
  | { readonly kind: "unsupported"; readonly installs: boolean }
  | { readonly kind: "off" }
  | { readonly kind: "busy" }
  | { readonly kind: "on" }
  | { readonly kind: "failed"; readonly isOn: boolean; readonly error: string };

/** Turns pushes to this device on and off. */
export type PushSwitch = {
  readonly state: ReadonlySignal<PushState>;
  /** Asks for permission if it must, subscribes with the browser's push service, and tells the core. Failures end up in `state`. */
  turnOn(): Promise<void>;
  /** Ends the subscription on both sides. */
  turnOff(): Promise<void>;
  /** Tells the core again of a subscription that this browser already has, in case either side lost something. */
  renew(): Promise<void>;
};

type PushApi = Pick<HttpClient, "pushKey" | "pushSubscribe" | "pushUnsubscribe">;

/** Makes the switch; without a registration or a push service in the browser it only says so. */
export function createPushSwitch(http: PushApi, registration: ServiceWorkerRegistration | undefined): PushSwitch {
  const manager = registration !== undefined && "pushManager" in registration ? registration.pushManager : undefined;
  const state = signal<PushState>(
    manager === undefined ? { kind: "unsupported", installs: isPhoneOfApple() } : { kind: "off" },
  );
  const change = async (run: (manager: PushManager) => Promise<PushState>) => {
    if (manager === undefined || state.peek().kind === "busy") return;
    state.value = { kind: "busy" };
    state.value = await run(manager).catch(async (error: unknown) => await failedState(manager, error));
  };
  return {
    state,
    turnOn: async () => await change(async (manager) => await turnOn(http, manager)),
    turnOff: async () => await change(async (manager) => await turnOff(http, manager)),
    renew: async () => await change(async (manager) => await renew(http, manager)),
  };
}

async function turnOn(http: PushApi, manager: PushManager): Promise<PushState> {
  if ((await askPermission()) !== "granted") return { kind: "off" };
  const subscription = await subscribe(http, manager);
  try {
    await http.pushSubscribe(subscription.toJSON() as PushSubscriptionData);
  } catch (error) {
    // A device that believes it is told, and is not, would be worse than one that says so.
    await subscription.unsubscribe();
    throw error;
  }
  return { kind: "on" };
}

async function turnOff(http: PushApi, manager: PushManager): Promise<PushState> {
  const subscription = await manager.getSubscription();
  if (subscription !== null) {
    await http.pushUnsubscribe(subscription.endpoint);
    await subscription.unsubscribe();
  }
  return { kind: "off" };
}

async function renew(http: PushApi, manager: PushManager): Promise<PushState> {
  if ((await manager.getSubscription()) === null) return { kind: "off" };
  const subscription = await subscribe(http, manager);
  await http.pushSubscribe(subscription.toJSON() as PushSubscriptionData);
  return { kind: "on" };
}

/** The browser's subscription for the hive's key; one for another key, such as of an earlier hive at this address, is given up. */
async function subscribe(http: PushApi, manager: PushManager): Promise<PushSubscription> {
  const { public_key: key } = await http.pushKey();
  const options = { userVisibleOnly: true, applicationServerKey: key };
  try {
    return await manager.subscribe(options);
  } catch (error) {
    const old = await manager.getSubscription();
    if (old === null) throw inWords(error);
    await old.unsubscribe();
    return await manager.subscribe(options);
  }
}

async function failedState(manager: PushManager, error: unknown): Promise<PushState> {
  return { kind: "failed", isOn: (await manager.getSubscription()) !== null, error: errorText(error) };
}

function inWords(error: unknown): Error {
  const why = error instanceof Error ? error.message : String(error);
  return new Error(
    `the push service of this browser gave no address: ${why}. it needs the internet, and private windows forbid it.`,
    {
      cause: error,
    },
  );
}

/** Safari on a phone or tablet pushes only to pages on the home screen. */
function isPhoneOfApple(): boolean {
  return (
    /iP(hone|ad|od)/.test(navigator.userAgent) || (navigator.userAgent.includes("Mac") && navigator.maxTouchPoints > 1)
  );
}
