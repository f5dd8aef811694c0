/** Chosen theme; `system` follows the browser. */
type Theme = "system" | "dark" | "light";

const KEY = "hive:theme";

/** Reads the stored choice and shows it; `toggle` switches to the other theme and keeps that. */
export function createThemeSwitch(): { toggle(): void } {
  let theme = storedTheme();
  show(theme);
  return {
    toggle: () => {
      theme = isDark(theme) ? "light" : "dark";
      show(theme);
      localStorage.setItem(KEY, theme);
    },
  };
}

function show(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

function storedTheme(): Theme {
  const stored = localStorage.getItem(KEY);
  return stored === "dark" || stored === "light" ? stored : "system";
}

function isDark(theme: Theme): boolean {
  return theme === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : theme === "dark";
}
