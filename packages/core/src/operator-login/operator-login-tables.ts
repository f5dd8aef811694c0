/** One-time log-in tokens that were not used yet. Only hashes are kept; times are Unix milliseconds. */
export type LoginTokensTable = { token_hash: string; expires_at: number };

/** Browsers that are logged in. */
export type SessionsTable = { session_hash: string; created_at: number; expires_at: number };

/** The tables of this domain. */
export type OperatorLoginTables = { login_tokens: LoginTokensTable; sessions: SessionsTable };
