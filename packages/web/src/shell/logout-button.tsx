import { Icon } from "../controls/icon.tsx";
import { usePage } from "./page.ts";

/** Ends the operator's session in this browser. */
export function LogoutButton() {
  const page = usePage();
  const logOut = async () => {
    if (await page.attempt(() => page.http.logout())) location.assign("/login");
  };
  return (
    <button class="btn ghost icon" type="button" aria-label="log out" title="log out" onClick={() => void logOut()}>
      <Icon name="exit" />
    </button>
  );
}
