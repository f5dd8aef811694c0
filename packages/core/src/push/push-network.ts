import { Resolver } from "node:dns/promises";
import { isIP } from "node:net";
import { isPublicAddress } from "./public-address.ts";

/** The net that pushes go out on. */
export type PushNetwork = {
  /** Addresses of a host name; rejects when it has none. */
  resolve(host: string): Promise<readonly string[]>;
  /** Whether a push may be sent to an address. */
  mayReach(address: string): boolean;
  /** Certificates (PEM) that are trusted in place of the well-known ones. */
  readonly ca?: string;
};

/** The public internet and nothing else. */
export const internet: PushNetwork = { resolve: askNameServers, mayReach: isPublicAddress };

/** The addresses behind an endpoint, or why there is nothing to be sent to; `isRefused` when trying again will not help. */
export type Reach =
  | { readonly ok: true; readonly addresses: readonly string[] }
  | { readonly ok: false; readonly isRefused: boolean; readonly reason: string };

/** Finds where an endpoint leads. One address that may not be reached refuses all of them. */
export async function reachOf({ hostname }: URL, network: PushNetwork): Promise<Reach> {
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (isIP(host) !== 0) return judge(host, [host], network);
  if (isLocalName(host)) return refused(`${host} is a name of this machine or the local network`);
  try {
    return judge(host, await network.resolve(host), network);
  } catch {
    // The resolver's own words say less than this.
    return { ok: false, isRefused: false, reason: `${host} has no address now` };
  }
}

function judge(host: string, addresses: readonly string[], { mayReach }: PushNetwork): Reach {
  const own = addresses.find((address) => !mayReach(address));
  if (own === undefined) return { ok: true, addresses };
  return refused(
    `${host === own ? host : `${host} leads to ${own}, which`} is an address of this machine or a private network`,
  );
}

function refused(reason: string): Reach {
  return { ok: false, isRefused: true, reason };
}

function isLocalName(host: string): boolean {
  return !host.includes(".") || /\.(localhost|local|internal|home\.arpa)$/.test(host);
}

// Not `dns.lookup`: it waits in the threads that read and write files.
async function askNameServers(host: string): Promise<readonly string[]> {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 });
  const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const addresses = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  if (addresses.length === 0) throw new Error(`${host} has no address`);
  return addresses;
}
