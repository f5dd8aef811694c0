import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPageBench, openTab } from "./browser.ts";
import { startFakeCore, type FakeCore } from "./fake-core.ts";

// Screenshots of every page in both themes and two sizes, to be looked at.
const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
const PAGES = { dashboard: "/", agent: "/agent/coder/", login: "/login?token=x" } as const;

const folder = process.argv[2] ?? (await mkdtemp(join(tmpdir(), "hive-look-")));
const bench = await openPageBench();
const core = await startFakeCore(bench.webRoot);
for (const [name, path] of Object.entries(PAGES)) await lookAt(core, name, path);
await core.close();
await bench.close();
console.log(folder);

async function lookAt({ url }: FakeCore, name: string, path: string): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      const { page, problems } = await openTab(bench.browser, `${url}${path}`, { viewport, colorScheme, reducedMotion: "reduce" });
      await page.getByRole("heading", { level: 1 }).waitFor();
      if (name !== "login") await page.locator(".row").first().waitFor();
      await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`), fullPage: size === "phone" });
      for (const problem of problems) console.error(name, size, problem);
      await page.context().close();
    }
  }
}
