import { useMemo } from "preact/hooks";
import { Icon } from "../controls/icon.tsx";
import { createThemeSwitch } from "./theme.ts";

/** The button that switches between light and dark. */
export function ThemeToggle() {
  const theme = useMemo(createThemeSwitch, []);
  return (
    <button class="btn ghost icon" type="button" aria-label="switch between light and dark" onClick={theme.toggle}>
      <Icon name="theme" />
    </button>
  );
}
