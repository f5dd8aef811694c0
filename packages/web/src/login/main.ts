import { createThemeSwitch } from "../shell/theme.ts";
import { tokenIn } from "./token-in.ts";

createThemeSwitch();

// A link that worked leads to the dashboard, so whoever sees this page with a token came with one that was used or is too old.
if (new URLSearchParams(location.search).has("token")) {
  document.getElementById("spent")?.removeAttribute("hidden");
  history.replaceState(null, "", "/login");
}

const form = document.querySelector<HTMLFormElement>("#login-form");
const field = document.querySelector<HTMLInputElement>("#token");
form?.addEventListener("submit", () => {
  // The whole link may be pasted; the form sends only its token.
  if (field !== null) field.value = tokenIn(field.value);
});
