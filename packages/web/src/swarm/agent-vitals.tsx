import type { ContainerView } from "@hyperhive/wire";
import { Icon } from "../controls/icon.tsx";
import { dollars } from "../format/amount.ts";
import { ContextGauge } from "../state-badge/context-gauge.tsx";
import { keptWords } from "./kept-words.ts";

type Props = {
  readonly container: ContainerView;
  /** Who else claims its port, in words. */
  readonly clash: string | undefined;
};

/** What the agent is, and how it is: identity on one line, vitals on the next. */
export function AgentVitals({ container, clash }: Props) {
  const { pending_reminders: reminders } = container;
  return (
    <>
      <div class="data">
        {clash === undefined ? (
          <span title="web port of this agent">:{container.port}</span>
        ) : (
          <span class="clash" title={`also claimed by ${clash}`}>
            <span aria-hidden="true">⚠ </span>:{container.port}
            <span class="sr"> also claimed by {clash}</span>
          </span>
        )}
        {container.deployed_sha !== undefined && (
          <span title="meta-lock sha of the running revision">deployed:{container.deployed_sha}</span>
        )}
        {container.active_model !== undefined && (
          <bdi class="clip" title="model">
            {container.active_model}
          </bdi>
        )}
      </div>
      <div class="data">
        {container.ctx !== undefined && <ContextGauge ctx={container.ctx} />}
        {container.cost !== undefined && (
          <span title="cost of the last turn">
            {dollars(container.cost)}
            <span class="sr"> in the last turn</span>
          </span>
        )}
        {container.queued > 0 && keptWords(container) === undefined && (
          <span title="messages that wait in its inbox">{container.queued} queued</span>
        )}
        {reminders > 0 && (
          <span title={`${reminders} pending reminders`}>
            <Icon name="alarm" /> {reminders}
            <span class="sr"> reminders</span>
          </span>
        )}
        {container.needs_update && (
          <span class="badge info" title="its cage was started by another version of the hive">
            ↑ needs update
          </span>
        )}
      </div>
    </>
  );
}
