import type { Locator, Page } from "playwright-core";

/** Unfolds a section of the dashboard by its plain name, if it is folded. */
export async function unfold(page: Page, heading: string): Promise<Locator> {
  const section = page.locator("details", { has: page.getByRole("heading", { name: heading }) });
  await open(section);
  return section;
}

/** Unfolds what a build printed, if it is folded. */
export async function openOutput(page: Page, build: number): Promise<Locator> {
  const output = page.locator(`#build-${build} details`, { hasText: "output" });
  await open(output);
  return output;
}

async function open(details: Locator): Promise<void> {
  // In one step, since it may open by itself between a look and a click, which would close it.
  await details.evaluate((fold: HTMLDetailsElement) => {
    if (!fold.open) fold.querySelector("summary")?.click();
  });
}
