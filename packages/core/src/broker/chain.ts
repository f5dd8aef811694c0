import { randomUUID } from "node:crypto";
import { MAX_CHAIN_HOPS, OPERATOR, SYSTEM } from "@hyperhive/wire";
import type { MessageRow } from "./message-row.ts";

/** Which chain of causes a message belongs to, and how many messages came before it. */
export type Chain = { readonly chainId: string; readonly hops: number };

/** What decides the chain of a message. */
export type ChainFacts = {
  readonly from: string;
  /** The message it answers, when it names one that its sender sent or received. */
  readonly answers?: MessageRow | undefined;
  /** The message its sender took up last and has not finished. */
  readonly workingOn?: MessageRow | undefined;
};

/** An answer goes on in the chain of what it answers; else an agent's message belongs to what it works on; people and the host begin new chains. */
export function chainOf({ from, answers, workingOn }: ChainFacts): Chain {
  const cause = answers ?? (from === OPERATOR || from === SYSTEM ? undefined : workingOn);
  if (cause === undefined) return { chainId: randomUUID(), hops: 0 };
  return { chainId: cause.chain_id, hops: cause.hops + 1 };
}

/** Whether a chain has grown so long that the operator must look at it. */
export function isRunaway({ hops }: Chain): boolean {
  return hops > MAX_CHAIN_HOPS;
}
