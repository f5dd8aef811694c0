import type { Store } from "../store/store.ts";
import type { LoginTokensTable, SessionsTable } from "./operator-login-tables.ts";

/** The rows of tokens and sessions, by their hashes. */
export type LoginStore = ReturnType<typeof createLoginStore>;

/** Prepares what every request asks; the rest is built when it is needed. */
export function createLoginStore(store: Store) {
  const { db } = store;
  const session = store.prepare<Pick<SessionsTable, "session_hash">, Pick<SessionsTable, "expires_at">>(
    (query, param) =>
      query.selectFrom("sessions").select("expires_at").where("session_hash", "=", param("session_hash")),
  );
  return {
    addToken(hash: string, expiresAt: LoginTokensTable["expires_at"]): void {
      store.run(db.insertInto("login_tokens").values({ token_hash: hash, expires_at: expiresAt }));
    },
    /** Removes a token and says when it would have expired (Unix ms). */
    takeToken: (hash: string) =>
      store.get(db.deleteFrom("login_tokens").where("token_hash", "=", hash).returning("expires_at"))?.expires_at,
    addSession(row: SessionsTable): void {
      store.run(db.insertInto("sessions").values(row));
    },
    /** When the session expires (Unix ms). */
    sessionExpiry: (hash: string) => session.get({ session_hash: hash })?.expires_at,
    removeSession(hash: string): void {
      store.run(db.deleteFrom("sessions").where("session_hash", "=", hash));
    },
    removeExpired(now: number, cap: number): number {
      const tokens = db.selectFrom("login_tokens").select("token_hash").where("expires_at", "<=", now).limit(cap);
      const sessions = db.selectFrom("sessions").select("session_hash").where("expires_at", "<=", now).limit(cap);
      return (
        store.run(db.deleteFrom("login_tokens").where("token_hash", "in", tokens)).changes +
        store.run(db.deleteFrom("sessions").where("session_hash", "in", sessions)).changes
      );
    },
  };
}
