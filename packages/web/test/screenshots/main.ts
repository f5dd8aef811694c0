import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openPageBench } from "../browser.ts";
import { SCENES } from "./scenes.ts";
import { takePicture, type Look } from "./take-picture.ts";

const README_IMAGES = new URL("../../../../docs/images/", import.meta.url);

const THEMES = ["dark", "light"] as const;
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const BETWEEN = [
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

/** Pictures that the documentation shows, by the name of their file there. */
const SHOWN: Readonly<Record<string, string>> = {
  "ordinary-1440-dark": "dashboard.png",
  "ordinary-390-dark": "dashboard-phone.png",
  "approval-split-1440-light": "approval.png",
};

// Pictures of every page in its states: `npm run screenshots [-- folder [scene…]]`. Those that the documentation shows go there as well.
const [folder = await mkdtemp(join(tmpdir(), "hive-screenshots-")), ...wanted] = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in SCENES));
if (unknown.length > 0)
  throw new Error(`expected scenes of ${Object.keys(SCENES).join(", ")}, got ${unknown.join(", ")}`);
await mkdir(folder, { recursive: true });
const bench = await openPageBench();
for (const [name, scene] of Object.entries(SCENES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const look of looksOf(scene.everyWidth === true)) {
    const title = `${name}-${look.viewport.width}-${look.colorScheme}`;
    const shown = SHOWN[title];
    const files = [resolve(folder, `${title}.png`), ...(shown === undefined ? [] : [new URL(shown, README_IMAGES)])];
    const problems = await takePicture(bench, scene, look, files);
    if (problems.length > 0) process.exitCode = 1;
    for (const problem of problems) process.stderr.write(`${title}: ${problem}\n`);
  }
}
await bench.close();
process.stdout.write(`${folder}\n`);

function looksOf(everyWidth: boolean): Look[] {
  const sizes = everyWidth ? [PHONE, DESK, ...BETWEEN] : [PHONE, DESK];
  return THEMES.flatMap((colorScheme) => sizes.map((viewport) => ({ colorScheme, viewport })));
}
