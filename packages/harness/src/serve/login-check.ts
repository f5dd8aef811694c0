import { stat } from "node:fs/promises";
import type { HarnessSettings } from "../harness-settings.ts";

const KEY_RETRY_MS = 300_000;

/** Whether it is worth trying again after the model refused us at `since`: a newer log-in is there, or, with a key of the core's, some time has passed. */
export async function loginMayWork(
  { modelAccess, credentialsFile }: Pick<HarnessSettings, "modelAccess" | "credentialsFile">,
  { since, now }: { since: number; now: number },
): Promise<boolean> {
  if (modelAccess === "key") return now - since >= KEY_RETRY_MS;
  const written = await credentialsWrittenAt(credentialsFile);
  return written !== undefined && written > since;
}

/** When the log-in was written, in Unix milliseconds; undefined when there is none. */
export async function credentialsWrittenAt(file: string): Promise<number | undefined> {
  const found = await stat(file).catch(() => undefined);
  return found?.mtimeMs;
}
