import { MANAGER } from "./addresses.ts";

const MANAGER_PORT = 8000;
const FIRST_AGENT_PORT = 8100;
const AGENT_PORTS = 900;

/** 32-bit FNV-1a over the UTF-8 bytes, as draft-eastlake-fnv describes it. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

/** The TCP port of an agent's own page: 8000 for the manager, else 8100 + FNV-1a(name) % 900. A pure function of the name. */
export function agentPort(name: string): number {
  return name === MANAGER ? MANAGER_PORT : FIRST_AGENT_PORT + (fnv1a(name) % AGENT_PORTS);
}
