import { tokenCount } from "../format/amount.ts";

const WINDOW = 200_000;
const HIGH = 0.8;

/** How full the context window is: a bar, orange from 80 %, and the tokens of the last inference. */
export function ContextGauge({ ctx }: { ctx: number }) {
  const share = Math.min(1, ctx / WINDOW);
  return (
    <span
      class={share >= HIGH ? "gauge high" : "gauge"}
      title={`${ctx.toLocaleString("en-GB")} tokens in the last inference, of ${tokenCount(WINDOW)}`}
    >
      <span class="sr">context </span>
      <span aria-hidden="true">ctx</span>
      <i style={{ "--v": `${Math.round(share * 100)}%` }} />
      {tokenCount(ctx)}
    </span>
  );
}
