import { RuntimeError } from "./runtime-error.ts";
import type { CageSpec, HostAccount } from "./runtime.ts";

/** Refuses a cage that would run as root, or as an account that this core cannot become. */
export function checkCoreAccount(account: HostAccount | undefined, coreUid: number): void {
  if (coreUid === 0 && !account) {
    throw new RuntimeError(
      "unsupported",
      "`account` is required when the core runs as root; no cage ever runs as root",
    );
  }
  if (coreUid !== 0 && account) {
    throw new RuntimeError(
      "unsupported",
      `\`account\` needs a core that runs as root; this one runs as uid ${coreUid}`,
    );
  }
}

/** Refuses limits: without a cgroup of its own nothing would hold a bubblewrap cage to them. */
export function checkNoLimits({ limits = {} }: Pick<CageSpec, "limits">): void {
  if (Object.values(limits).every((limit) => limit === undefined)) return;
  throw new RuntimeError(
    "unsupported",
    "`limits`: bubblewrap, the runtime of this hive, cannot hold an agent to them; take `limits` out of the agent's configuration",
  );
}
