import type { AgentVerbs, ControlMessage } from "@hyperhive/wire";
import type { StreamChannel, StreamHandler } from "../verb-handlers.ts";
import type { AgentCaller } from "./agent-caller.ts";

/** A harness that lets so much pile up is not listening. */
const MAX_BACKLOG_BYTES = 256 * 1024;

type ControlChannel = StreamChannel<AgentVerbs["control"]>;

/** Opens this agent's control stream in place of an older one; it starts with the state that the core holds. */
export const control: StreamHandler<AgentVerbs["control"], AgentCaller> = (_request, { name, agents, harness }) => ({
  response: {},
  async stream(channel) {
    await channel.push({ do: "state", paused: agents.view(name).paused });
    const replaced = Promise.withResolvers<void>();
    using _listening = harness.listen(name, {
      tell: (message) => tell(channel, message, replaced.resolve),
      close: replaced.resolve,
    });
    await Promise.race([channel.hungUp(), replaced.promise]);
  },
});

function tell(channel: ControlChannel, message: ControlMessage, hangUp: () => void): void {
  if (channel.backlog() > MAX_BACKLOG_BYTES) return hangUp();
  channel.push(message).catch(hangUp);
}
