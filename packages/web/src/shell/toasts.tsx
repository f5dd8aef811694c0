import { Icon } from "../controls/icon.tsx";
import { usePage } from "./page.ts";

/** Outcomes of actions, in words, at the foot of the page. */
export function Toasts() {
  const { toasts } = usePage();
  return (
    <div class="toasts" role="status">
      {toasts.value.map(({ id, tone, text }) => (
        <p class={`toast ${tone}`} key={id}>
          <Icon name={tone === "ok" ? "check" : "warn"} />
          <span>{text}</span>
        </p>
      ))}
    </div>
  );
}
