import { ActionButton } from "../controls/action-button.tsx";
import { Icon } from "../controls/icon.tsx";
import { plainName, type DecisionDesk, type Leftover } from "./decision-desk.ts";

/** Words that were typed for something that ended meanwhile, to be copied or let go. */
export function Leftovers({ desk }: { desk: DecisionDesk }) {
  return desk.leftovers.value.map((leftover) => (
    <LeftoverNote key={`${leftover.card} ${leftover.words}`} leftover={leftover} desk={desk} />
  ));
}

function LeftoverNote({ leftover, desk }: { leftover: Leftover; desk: DecisionDesk }) {
  const { card, words } = leftover;
  const name = plainName(card);
  return (
    <div class="alert info left-over" role="group" aria-label={`what you typed for ${name}`}>
      <Icon name="warn" />
      <div class="grow">
        <p>
          <strong>{name} ended before you were done.</strong> you had typed:
        </p>
        <p class="words">
          <bdi>{words}</bdi>
        </p>
      </div>
      <span class="bar">
        <ActionButton class="sm" run={() => navigator.clipboard.writeText(words)} done="copied">
          copy
        </ActionButton>
        <button class="btn ghost sm" type="button" onClick={() => desk.forget(leftover)}>
          let it go
        </button>
      </span>
    </div>
  );
}
