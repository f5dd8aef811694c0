import { describe, test } from "node:test";
import { setPageStage } from "./page-stage.ts";

describe("a button that asks before it acts", () => {
  const stage = setPageStage();

  test("leaves the focus to whoever writes something else by the time it is answered", async () => {
    const page = await stage.open("/");
    const answered = Promise.withResolvers<void>();
    await page.route("**/destroy", async (route) => {
      await answered.promise;
      await route.continue();
    });
    await page.getByRole("button", { name: "actions for coder, its logs and config" }).click();
    await page.getByRole("button", { name: /destroy coder: / }).click();
    await page.locator(".confirm button:focus").waitFor();
    await page.getByRole("button", { name: "destroy coder now" }).click();
    await page.locator("#say").fill("half a");
    answered.resolve();
    await page.locator(".confirm").waitFor({ state: "detached" });
    await page.keyboard.type(" thought");
    await page.waitForFunction(
      () => document.querySelector<HTMLTextAreaElement>("#say:focus")?.value === "half a thought",
    );
  });
});
