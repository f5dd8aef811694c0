import { randomUUID } from "node:crypto";
import { MAX_CHAIN_HOPS, OPERATOR, SYSTEM } from "@hyperhive/wire";

/** Messages that caused one another, and how many came before this one. */
export type Chain = { readonly chainId: string; readonly hops: number };

/** What decides the chain of a message. */
export type ChainFacts = {
  readonly from: string;
  /** Chain of the message that this one answers. */
  readonly answered?: Chain | undefined;
  /** Chain of the message that was delivered to the sender last and is not acked yet. */
  readonly atWork?: Chain | undefined;
};

/** An answer goes on in the chain of what it answers, and what an agent sends in a turn in the chain of what it works on; everything else begins a chain. A person's answer to a chain at its end begins a new one: somebody has looked. */
export function chainOf({ from, answered, atWork }: ChainFacts): Chain {
  const isAgent = from !== OPERATOR && from !== SYSTEM;
  const cause = answered ?? (isAgent ? atWork : undefined);
  if (cause === undefined || (!isAgent && cause.hops >= MAX_CHAIN_HOPS)) return newChain();
  return { chainId: cause.chainId, hops: cause.hops + 1 };
}

/** A chain that nothing came before. */
export function newChain(): Chain {
  return { chainId: randomUUID(), hops: 0 };
}

/** Whether the message must wait for the operator because its chain grew too long. What goes to the operator never does: it cannot run away by itself. */
export function mustPark(chain: Chain, to: string): boolean {
  return chain.hops > MAX_CHAIN_HOPS && to !== OPERATOR;
}
