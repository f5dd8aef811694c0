import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";

/** Deletes a reminder. */
export async function cancelReminder(context: Context, id: number): Promise<void> {
  const answer = await connectHost(context).call("cancel_reminder", { id });
  context.print(answer, () => [`reminder #${id} is deleted`]);
}
