import type { MessageState } from "@hyperhive/wire";
import type { Generated } from "kysely";

/** A row per message and recipient. Times are Unix milliseconds. */
export type MessagesTable = {
  /** Grows for ever; the order of delivery. */
  id: Generated<number>;
  sender: string;
  recipient: string;
  body: string;
  sent_at: number;
  in_reply_to: number | null;
  chain_id: string;
  hops: number;
  /** JSON of the file references, null when there are none. */
  file_refs: string | null;
  state: MessageState;
  /** Deliveries that count; a refunded one does not. */
  attempts: Generated<number>;
  /** 1 once a delivery came back without an ack. */
  redelivered: Generated<number>;
  /** A queued message is not delivered before. */
  not_before: Generated<number>;
  delivered_at: number | null;
  acked_at: number | null;
  /** When a dead or parked one was let go. */
  dismissed_at: number | null;
  note: string | null;
};

/** What a sender was told when it first used a key. */
export type SendKeysTable = {
  sender: string;
  key: string;
  /** Hash of what was sent. */
  fingerprint: string;
  /** JSON of the receipt. */
  receipt: string;
  sent_at: number;
};

/** The tables of this domain. */
export type BrokerTables = { messages: MessagesTable; send_keys: SendKeysTable };
