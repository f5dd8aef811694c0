import type { Risk } from "@hyperhive/wire";

const MARKS: Readonly<Record<Risk["level"], { readonly tone: string; readonly sign: string }>> = {
  low: { tone: "ok", sign: "△" },
  medium: { tone: "limit", sign: "▲" },
  high: { tone: "bad", sign: "▲▲" },
};

/** How much power a proposal adds, with the reasons as its title. */
export function RiskBadge({ risk: { level, reasons } }: { risk: Risk }) {
  const { tone, sign } = MARKS[level];
  return (
    <span class={`badge push ${tone}`} title={reasons.length > 0 ? `why: ${reasons.join(", ")}` : undefined}>
      <span aria-hidden="true">{sign}</span> {level} risk
    </span>
  );
}
