import { Icon } from "../controls/icon.tsx";
import { usePage } from "./page.ts";

/** Whether events arrive: live, connecting or lost. */
export function LinkState() {
  const { link } = usePage();
  switch (link.value.state) {
    case "live":
      return (
        <span class="link-state ok" title="events arrive as they happen">
          <span aria-hidden="true">●</span> live
        </span>
      );
    case "connecting":
      return (
        <span class="link-state calm">
          <span class="pulse" aria-hidden="true">
            ◌
          </span>{" "}
          connecting
        </span>
      );
    case "lost":
      return (
        <span class="link-state bad">
          <Icon name="unplug" /> lost
        </span>
      );
  }
}
