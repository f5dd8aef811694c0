import type { HostVerbs } from "@hyperhive/wire";
import { statusRow } from "../../agents/container-view.ts";
import type { Handlers } from "../verb-handlers.ts";
import { approvalHandlers } from "./approval-handlers.ts";
import { exec } from "./exec.ts";
import type { HostCaller } from "./host-caller.ts";
import { logs } from "./logs.ts";
import { dismiss, inbox, markRead, messageStatus, release, send } from "./messages.ts";
import { loginLink, ping, urls } from "./places.ts";
import { questionHandlers } from "./question-handlers.ts";
import { start, stop } from "./scope.ts";
import { subscribeAgentStatus } from "./subscribe-agent-status.ts";

/** Every verb of host.sock. */
export const hostHandlers: Handlers<HostVerbs, HostCaller> = {
  ping,
  list: (_request, { agents }) => ({ agents: [...agents.names()] }),
  agent_status: (_request, { agents }) => ({ agent_statuses: agents.views().map(statusRow) }),
  subscribe_agent_status: subscribeAgentStatus,
  async set_paused({ name, paused }, { agents }) {
    await agents.setPaused(name, paused);
    return {};
  },
  async spawn({ name, config }, { agents }) {
    const { port } = await agents.spawn(name, config);
    return { name, port };
  },
  start,
  stop,
  async restart({ name }, { agents }) {
    await agents.restart(name);
    return {};
  },
  urls,
  send,
  inbox,
  mark_read: markRead,
  message_status: messageStatus,
  release,
  dismiss,
  logs,
  exec,
  login_link: loginLink,
  ...approvalHandlers,
  ...questionHandlers,
};
