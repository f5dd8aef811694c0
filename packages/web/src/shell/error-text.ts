import { HiveError, messageOf } from "@hyperhive/wire";

/** What a failure means, in words for the operator. */
export function errorText(error: unknown): string {
  return messageOf(error);
}

/** Whether a failure says that the session is gone. */
export function isLoggedOut(error: unknown): boolean {
  return error instanceof HiveError && error.code === "not_logged_in";
}
