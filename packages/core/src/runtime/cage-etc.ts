import type { NetworkMode } from "./runtime.ts";

/** What the generated part of a cage's `/etc` depends on. */
export type EtcFacts = {
  readonly cage: string;
  readonly home: string;
  readonly network: NetworkMode;
  /** The host's own `/etc/resolv.conf`. */
  readonly hostResolvConf: string;
};

/** Generates the files of `/etc` that must not be the host's, by file name. */
export function etcFiles(facts: EtcFacts): Readonly<Record<string, string>> {
  return {
    passwd: lines(
      "root:x:0:0:root:/nonexistent:/bin/false",
      `agent:x:1000:1000:agent:${facts.home}:/bin/sh`,
      "nobody:x:65534:65534:nobody:/nonexistent:/bin/false",
    ),
    group: lines("root:x:0:", "agent:x:1000:", "nogroup:x:65534:"),
    hostname: lines(facts.cage),
    hosts: lines(`127.0.0.1 localhost ${facts.cage}`, "::1 localhost"),
    "nsswitch.conf": lines("passwd: files", "group: files", "hosts: files dns"),
    "resolv.conf": resolvConf(facts),
  };
}

function resolvConf({ network, hostResolvConf }: EtcFacts): string {
  switch (network) {
    case "internet":
      // slirp4netns answers here and asks the host's resolver.
      return lines("nameserver 10.0.2.3");
    case "none":
      return "";
    case "host":
      return hostResolvConf;
    default:
      return network satisfies never;
  }
}

function lines(...rows: readonly string[]): string {
  return `${rows.join("\n")}\n`;
}
