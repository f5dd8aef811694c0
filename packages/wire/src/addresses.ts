/** Address and identity of the one agent that may propose changes to others. */
export const MANAGER = "manager";
/** Cage name of the manager, the name that pages show. */
export const MANAGER_CAGE = "hm1nd";
/** Address of the human. */
export const OPERATOR = "operator";
/** Sender of host events. */
export const SYSTEM = "system";
/** Recipient that stands for every agent but the sender. */
export const BROADCAST = "*";

/** Names that no agent may take, because they already mean somebody. */
export const RESERVED_NAMES: readonly string[] = [
  MANAGER,
  MANAGER_CAGE,
  OPERATOR,
  SYSTEM,
  "reminder",
  "self",
  "hyperhive",
  // The record of what is deployed, among the repositories.
  "meta",
];

const MAX_NAME_LENGTH = 63;
const NAME_PATTERN = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/** Says what is wrong with a name, or undefined when it can name an agent (reserved names included). */
export function nameProblem(name: string): string | undefined {
  if (name.length > MAX_NAME_LENGTH) return `expected at most ${MAX_NAME_LENGTH} characters, got ${name.length}`;
  if (!NAME_PATTERN.test(name)) {
    return `expected a-z, 0-9 and inner hyphens, starting and ending with a letter or digit, got ${JSON.stringify(name)}`;
  }
  return undefined;
}

/** Whether the name means somebody already and so cannot be given to a new agent. */
export function isReservedName(name: string): boolean {
  return RESERVED_NAMES.includes(name);
}

/** The address behind what a person or program typed: `hm1nd` is `manager`. The other way is `displayName`. */
export function identityOf(typed: string): string {
  return typed === MANAGER_CAGE ? MANAGER : typed;
}

/** The name that pages and lists show: `hm1nd` for the manager. */
export function displayName(name: string): string {
  return name === MANAGER ? MANAGER_CAGE : name;
}
