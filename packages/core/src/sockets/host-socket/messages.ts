import { HiveError, OPERATOR, type HostVerbs } from "@hyperhive/wire";
import { outgoing } from "../../broker/outgoing.ts";
import { newestThatFit } from "../newest-that-fit.ts";
import type { PlainHandler } from "../verb-handlers.ts";
import type { HostCaller } from "./host-caller.ts";

const DEFAULT_INBOX = 50;

/** Sends a message as the operator; answered once it is on disk. */
export const send: PlainHandler<HostVerbs["send"], HostCaller> = (request, { broker }) =>
  broker.send(outgoing(OPERATOR, request));

/** Lists the newest messages to the operator, fewer when they are long. */
export const inbox: PlainHandler<HostVerbs["inbox"], HostCaller> = ({ limit }, { broker }) => ({
  messages: newestThatFit(broker.recent(OPERATOR, limit ?? DEFAULT_INBOX)),
});

/** Counts messages to the operator as read. */
export const markRead: PlainHandler<HostVerbs["mark_read"], HostCaller> = async ({ through }, { broker }) => ({
  read: await broker.markRead(OPERATOR, through),
});

/** Shows one message and what became of it. */
export const messageStatus: PlainHandler<HostVerbs["message_status"], HostCaller> = ({ id }, { broker }) => {
  const message = broker.find(id);
  if (message === undefined) throw new HiveError("not_found", `there is no message ${id}`);
  return { message };
};

/** Puts a dead or parked message back in its queue. */
export const release: PlainHandler<HostVerbs["release"], HostCaller> = async ({ id }, { broker }) => ({
  message: await broker.release(id),
});

/** Lets a dead or parked message go. */
export const dismiss: PlainHandler<HostVerbs["dismiss"], HostCaller> = async ({ id }, { broker }) => ({
  message: await broker.dismiss(id),
});
