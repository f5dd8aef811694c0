import { clockTime } from "./clock-time.ts";
import { displayName, SYSTEM, type InboxRow } from "@hyperhive/wire";

/** What a message says, as markdown: host events come as JSON and are put into words. */
export function bodyText({ from, body }: Pick<InboxRow, "from" | "body">): string {
  if (from !== SYSTEM) return body;
  const event = parseEvent(body);
  return event === undefined ? body : eventWords(event);
}

type HostEvent = { readonly event: string } & Readonly<Record<string, unknown>>;

function parseEvent(body: string): HostEvent | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isHostEvent(value) ? value : undefined;
  } catch {
    // Plain words from the host.
    return undefined;
  }
}

function isHostEvent(value: unknown): value is HostEvent {
  return typeof value === "object" && value !== null && "event" in value && typeof value.event === "string";
}

/** `**message dead** · to scout · attempts 5: why`; every event reads the same way, also those this version does not know. */
function eventWords({ event, note, agent, ...facts }: HostEvent): string {
  const details = Object.entries(facts).map(([key, value]) => `${key.replaceAll("_", " ")} ${factText(key, value)}`);
  const head = [
    `**${event.replaceAll("_", " ")}**`,
    ...(typeof agent === "string" ? [displayName(agent)] : []),
    ...details,
  ].join(" · ");
  return typeof note === "string" && note !== "" ? `${head}: ${note}` : head;
}

/** A fact as people read it: commits short, moments as a time, yes and no. */
function factText(key: string, value: unknown): string {
  if (typeof value === "string") return key === "sha" ? value.slice(0, 12) : value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number" && key.endsWith("_at")) return clockTime(value);
  if (Array.isArray(value)) return value.map((one) => factText("", one)).join(", ");
  return JSON.stringify(value);
}
