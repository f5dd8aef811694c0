import type { Whoami } from "@hyperhive/wire";

/** Which of the two harnesses runs: an agent's or the manager's. */
export type Flavor = Whoami["role"];

/** Name of the program of a flavor, as `hello` says it. */
export function harnessName(flavor: Flavor): "hive-ag3nt" | "hive-m1nd" {
  return flavor === "manager" ? "hive-m1nd" : "hive-ag3nt";
}
