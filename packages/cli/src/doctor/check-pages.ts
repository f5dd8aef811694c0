import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Check } from "./finding.ts";

/** The pages have been built. */
export const checkPages: Check = async ({ codeRoot }) => {
  const folder = join(codeRoot, "packages/web/dist");
  const mend = "run `npm run set-up` in the checkout";
  try {
    const pages = (await readdir(folder)).filter((file) => file.endsWith(".html"));
    if (pages.length > 0) return [{ name: "pages", state: "ok", detail: `${pages.length} in ${folder}` }];
    return [{ name: "pages", state: "problem", detail: `${folder} holds no page`, mend }];
  } catch (error) {
    const detail = `${folder} cannot be read (${(error as NodeJS.ErrnoException).code})`;
    return [{ name: "pages", state: "problem", detail, mend }];
  }
};
