import { useSignal } from "@preact/signals";
import type { ContainerView } from "@hyperhive/wire";
import { useRef } from "preact/hooks";
import { Icon } from "../controls/icon.tsx";
import { lazy } from "../controls/lazy.tsx";
import { memo } from "../controls/memo.tsx";
import { storedFlag } from "../controls/stored-flag.ts";
import { agentState, needsLogin } from "../state-badge/agent-state.ts";
import { RoleMark } from "../state-badge/role-mark.tsx";
import { StateTime } from "../state-badge/since.tsx";
import { StateMark } from "../state-badge/state-mark.tsx";
import type { Failure } from "../store/failures.ts";
import type { Pending } from "../store/swarm.ts";
import { AgentCall } from "./agent-call.tsx";
import { AgentVitals } from "./agent-vitals.tsx";
import { FailureNote } from "./failure-note.tsx";
import { useKeptFocus } from "./use-kept-focus.ts";

const AgentMore = lazy(async () => (await import("./agent-more.tsx")).AgentMore);

type Props = {
  readonly container: ContainerView;
  readonly pending: Pending | undefined;
  readonly failure: Failure | undefined;
  /** Who else claims its port, in words. */
  readonly clash: string | undefined;
};

/** One agent: who it is and what it does on top, the one action its state calls for beneath, the others behind `⋯`. */
export const AgentItem = memo(function AgentItem({ container, pending, failure, clash }: Props) {
  const { name } = container;
  const flag = storedFlag(`hive:open:acts:${name}`, false);
  const open = useSignal(flag.read());
  const row = useRef<HTMLLIElement>(null);
  useKeptFocus(row, {
    next: () => row.current?.querySelector<HTMLElement>(".more"),
    last: () => document.getElementById("swarm"),
  });
  const toggle = () => {
    open.value = !open.value;
    flag.write(open.value);
  };
  return (
    <li class={itemClass(container)} id={`agent-${name}`} ref={row}>
      <AgentLine container={container} isOpen={open.value} toggle={toggle} />
      {container.status_text !== undefined && (
        <p class="said clip" title={container.status_text}>
          <bdi>{container.status_text}</bdi>
        </p>
      )}
      <AgentVitals container={container} clash={clash} />
      <AgentCall container={container} pending={pending} />
      {failure !== undefined && <FailureNote failure={failure} />}
      <div class="acts" id={`acts-${name}`} hidden={!open.value}>
        {open.value && <AgentMore container={container} isPending={pending !== undefined} />}
      </div>
    </li>
  );
});

type LineProps = { container: ContainerView; isOpen: boolean; toggle: () => void };

function AgentLine({ container, isOpen, toggle }: LineProps) {
  const { name, display_name: shown } = container;
  const state = agentState(container);
  return (
    <div class="l1">
      <a class="name clip" href={`/agent/${name}/`} target="_blank" rel="noopener">
        {shown}
      </a>
      <RoleMark isManager={container.is_manager} />
      <span class="push">
        <span class={`state ${state.tone}`}>
          <StateMark state={state} /> <StateTime state={state} />
        </span>
      </span>
      <button
        class="btn ghost icon sm more"
        type="button"
        aria-expanded={isOpen}
        aria-controls={`acts-${name}`}
        aria-label={`actions for ${shown}, its logs and config`}
        onClick={toggle}
      >
        <Icon name="dots" />
      </button>
    </div>
  );
}

function itemClass(container: ContainerView): string {
  if (needsLogin(container)) return "wants";
  return agentState(container).tone === "bad" ? "hurt" : "";
}
