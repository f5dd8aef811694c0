/** Browsers that are told of what happens: where to, and their keys as they gave them (base64url). */
export type PushSubscriptionsTable = {
  endpoint: string;
  p256dh: string;
  auth: string;
  /** Unix milliseconds. */
  created_at: number;
};

/** The tables of this domain. */
export type PushTables = { push_subscriptions: PushSubscriptionsTable };
