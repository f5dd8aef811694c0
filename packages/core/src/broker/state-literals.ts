import { sql } from "kysely";

// SQLite uses an index on part of the rows only when it can read the state in the query's text.
export const QUEUED = sql.lit("queued" as const);
export const DELIVERED = sql.lit("delivered" as const);
export const ACKED = sql.lit("acked" as const);
