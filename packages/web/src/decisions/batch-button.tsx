import type { ApprovalView } from "@hyperhive/wire";
import { ConfirmButton } from "../controls/confirm-button.tsx";
import { Leet } from "../controls/leet.tsx";
import { usePage } from "../shell/page.ts";
import { listedIds } from "./approval-words.ts";
import { approveEach, lowRisk } from "./approve-each.ts";
import type { DecisionDesk } from "./decision-desk.ts";

/** From two proposals of low risk on, one button for all of them, which names them before it does it. */
export function BatchButton({ pending, desk }: { pending: readonly ApprovalView[]; desk: DecisionDesk }) {
  const { http } = usePage();
  const ids = lowRisk(pending).map(({ id }) => id);
  if (ids.length < 2) return null;
  const count = ids.length;
  return (
    <ConfirmButton
      class="sm tint go"
      tone="go"
      warning={`approves ${listedIds(ids)}, one after another; each is built and deployed.`}
      verb={<Leet text={`APPR0VE ${count}`} plain={`approve ${listedIds(ids)} now`} />}
      run={() => approveEach(ids, (id) => desk.decide(`apr-${id}`, () => http.approve(id)))}
      done={(words) => words}
    >
      <Leet text={`△ APPR0VE L0W · ${count}`} plain={`approve ${count} of low risk`} />
    </ConfirmButton>
  );
}
