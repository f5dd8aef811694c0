import { counted } from "../../format/amount.ts";
import type { EditDiff } from "../../tool-call/edit-diff.ts";

/** How many lines a change takes away and adds, `−3 +5`. */
export function DiffTotals({ diff }: { diff: EditDiff }) {
  return (
    <>
      {diff.removed > 0 && <span class="minus">−{diff.removed} </span>}
      {diff.added > 0 && <span class="plus">+{diff.added}</span>}
      <span class="sr"> lines</span>
    </>
  );
}

/** The lines of a change. */
export function DiffTable({ diff }: { diff: EditDiff }) {
  return (
    <div class="diff" tabIndex={0} role="region" aria-label="diff">
      <table role="presentation">
        <tbody>
          {diff.lines.map(({ sign, text }, index) => (
            <tr key={index} class={sign === "+" ? "diff-add" : "diff-del"}>
              <td class="s">{sign === "+" ? "+" : "−"}</td>
              <td>{text}</td>
            </tr>
          ))}
          {diff.hidden > 0 && (
            <tr class="diff-ctx">
              <td class="s" />
              <td>… {counted(diff.hidden, "more line")}</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
