import type { PortConflict } from "@hyperhive/wire";
import { Icon } from "../controls/icon.tsx";

type Props = { readonly conflicts: readonly PortConflict[]; readonly shownAs: (name: string) => string };

/** A warning per port that several agents claim, with a way to each of them. */
export function PortConflicts({ conflicts, shownAs }: Props) {
  return (
    <>
      {conflicts.map(({ port, agents }) => (
        <div class="alert bad pulse-edge" role="alert" key={port}>
          <Icon name="warn" />
          <p class="grow">
            <strong>
              port {port} is claimed {agents.length === 2 ? "twice" : `${agents.length} times`}:
            </strong>{" "}
            {agents.map((name, at) => (
              <span key={name}>
                {at > 0 && (at === agents.length - 1 ? " and " : ", ")}
                <a href={`#agent-${name}`}>{shownAs(name)}</a>
              </span>
            ))}
            . only one of them has its page there, and none is rebuilt until all but one have another name.
          </p>
        </div>
      ))}
    </>
  );
}
