import { BlockList, isIP } from "node:net";

/** IPv4 that is somebody's own or nobody's (RFC 6890), as `net/prefix`. */
const OWN_V4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
];

/** Parts of the global IPv6 range that carry IPv4 inside or are nobody's. */
const OWN_V6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

const own = new BlockList();
for (const range of OWN_V4) addTo(own, range, "ipv4");
for (const range of OWN_V6) addTo(own, range, "ipv6");
const global = new BlockList();
addTo(global, "2000::/3", "ipv6");

/** Whether an address belongs to the public internet: not to this machine, the local network, a cloud's own services or a tunnel to any of them. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !own.check(address, "ipv4");
    case 6:
      return global.check(address, "ipv6") && !own.check(address, "ipv6");
    default:
      return false;
  }
}

function addTo(list: BlockList, range: string, family: "ipv4" | "ipv6"): void {
  const [net = "", prefix] = range.split("/");
  list.addSubnet(net, Number(prefix), family);
}
