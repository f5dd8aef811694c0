import type { Scene } from "./scenes.ts";

/** The agent page and the log-in page. */
export const AGENT_SCENES: Readonly<Record<string, Scene>> = {
  agent: { path: "/agent/coder/" },
  "agent-open": {
    path: "/agent/coder/",
    act: async (page) => {
      for (const words of ["Edit src", "npm test -- fetcher · ←"])
        await page.locator(".row", { hasText: words }).locator("summary").click();
      await page.getByLabel(/^message to/).fill("/c");
    },
  },
  "agent-limited": { path: "/agent/scout/" },
  "agent-login": { path: "/agent/librarian/" },
  "agent-crashed": { path: "/agent/tester/" },
  login: { path: "/login?token=x" },
};
