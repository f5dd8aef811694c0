import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { setDashboardStage, WIDTHS } from "./dashboard-stage.ts";
import { untilSaid } from "./said.ts";

const field = (page: Page) => page.getByLabel(/^message to/);
/** Waits until so much stands in the field: nothing once the core has what was sent. */
const untilHolds = async (page: Page, text: string) =>
  await page.waitForFunction((wanted) => document.querySelector<HTMLTextAreaElement>("#say")?.value === wanted, text);

describe("compose on the dashboard", () => {
  for (const { name, context } of WIDTHS)
    test(`on a ${name}, the recipient is completed with the keyboard, sticks, and hears what was written`, async () => {
      const agents = { coder: { network: "none" }, scout: { network: "none" }, scribe: { network: "none" } } as const;
      await using stage = await setDashboardStage({ agents, scenario: { rules: [], otherwise: "done" } });
      const { hive } = stage;
      const page = await stage.open({ context });
      await field(page).fill("@sc");
      await page.getByRole("option").filter({ hasText: "@scribe" }).waitFor();
      assert.deepEqual(
        (await page.getByRole("option").allInnerTexts()).map((text) => text.split("\n")[0]),
        ["@scout", "@scribe"],
      );
      await field(page).press("ArrowDown");
      await page.getByRole("option", { name: "@scribe", selected: true }).waitFor();
      await field(page).press("Tab");
      await untilHolds(page, "@scribe ");
      await field(page).pressSequentially("the digest, please");
      await field(page).press("Enter");
      await hive.untilMessage(
        ({ from, to, body }) => from === "operator" && to === "scribe" && body === "the digest, please",
        "the message to scribe",
      );
      await page.getByText("@scribe>").waitFor();
      await untilHolds(page, "");
      await field(page).fill("two lines");
      await field(page).press("Shift+Enter");
      await field(page).pressSequentially("of it");
      await field(page).press("Enter");
      const acked = await hive.untilMessage(
        ({ to, body, state }) => to === "scribe" && body === "two lines\nof it" && state === "acked",
        "the end of its turn",
      );
      await page.locator(`#msg-${acked.id}`).getByText("acked").waitFor({ state: "attached" });
      await untilHolds(page, "");

      await field(page).fill("@nobody hello");
      await field(page).press("Enter");
      await untilSaid(page, "no agent is called nobody");
      assert.equal(await field(page).inputValue(), "@nobody hello", "the text stays");
      await field(page).fill("@ma");
      await page.getByRole("option", { name: "@manager" }).waitFor();
      await field(page).press("Enter");
      await untilHolds(page, "@manager ");
      await field(page).press("Enter");
      await page.getByText("@manager>").waitFor();
      await page.reload();
      await page.getByText("@manager>").waitFor();
    });
});
