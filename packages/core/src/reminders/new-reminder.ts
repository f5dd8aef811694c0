import type { RemindRequest } from "@hyperhive/wire";

/** One reminder as its owner hands it over; `owner` is who the door speaks for. */
export type NewReminder = {
  readonly owner: string;
  readonly message: string;
  readonly delaySeconds?: number;
  /** Unix seconds. */
  readonly at?: number;
  /** A path in the owner's cage. */
  readonly filePath?: string;
  /** The same key from the same owner stores one reminder. */
  readonly key?: string;
};

/** Takes a request of the wire for what it is worth: a reminder of whoever the door speaks for. */
export function newReminder(owner: string, request: RemindRequest): NewReminder {
  const { message, delay_seconds: delaySeconds, at, file_path: filePath, key } = request;
  return {
    owner,
    message,
    ...(delaySeconds !== undefined && { delaySeconds }),
    ...(at !== undefined && { at }),
    ...(filePath !== undefined && { filePath }),
    ...(key !== undefined && { key }),
  };
}
