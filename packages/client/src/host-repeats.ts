/** Verbs of the host socket whose second run would do something else than the first. */
const ONCE_ONLY: readonly string[] = ["spawn", "restart", "release", "exec", "destroy"];
/** Verbs that are safe to repeat once they carry a key. */
const KEYED: readonly string[] = ["send", "request_spawn"];

/** Whether a request on the host socket may be sent again although the first one may have been carried out. */
export function isSafeToRepeat(cmd: string, input: Record<string, unknown>): boolean {
  if (KEYED.includes(cmd)) return input["key"] !== undefined;
  return !ONCE_ONLY.includes(cmd);
}
