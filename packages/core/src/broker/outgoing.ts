import type { SendRequest } from "@hyperhive/wire";

/** One message as its sender hands it over; `from` is who the door speaks for. */
export type Outgoing = {
  readonly from: string;
  /** An agent, `operator`, or `*` for every agent but the sender. */
  readonly to: string;
  readonly body: string;
  readonly inReplyTo?: number;
  /** The same key from the same sender stores one message. */
  readonly key?: string;
  /** The agent whose work this message goes on with, where that is not who it is from. */
  readonly behalfOf?: string;
};

/** Takes a request of the wire for what it is worth: a message from whoever the door speaks for. */
export function outgoing(from: string, { to, body, in_reply_to: inReplyTo, key }: SendRequest): Outgoing {
  return { from, to, body, ...(inReplyTo !== undefined && { inReplyTo }), ...(key !== undefined && { key }) };
}
