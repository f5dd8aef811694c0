import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { openPageBench } from "../browser.ts";
import { README_PICTURES } from "./readme-pictures.ts";
import { SCENES, type Scene } from "./scenes.ts";
import { takePicture, type Look, type Picture } from "./take-picture.ts";

const README_IMAGES = new URL("../../../../docs/images/", import.meta.url);

const THEMES = ["dark", "light"] as const;
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const BETWEEN = [
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

// Pictures of every page in its states: `npm run screenshots [-- folder [scene…]]`. Those that the documentation shows go there as well.
const [folder = await mkdtemp(join(tmpdir(), "hive-screenshots-")), ...wanted] = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in SCENES));
if (unknown.length > 0)
  throw new Error(`expected scenes of ${Object.keys(SCENES).join(", ")}, got ${unknown.join(", ")}`);
await mkdir(folder, { recursive: true });
const bench = await openPageBench();
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);
for (const [name, scene] of Object.entries(SCENES).filter(([name]) => isWanted(name)))
  for (const look of looksOf(scene.everyWidth === true))
    await take(scene, { look, file: resolve(folder, `${name}-${look.viewport.width}-${look.colorScheme}.png`) });
for (const [file, { scene: name, ...picture }] of Object.entries(README_PICTURES)) {
  const scene = SCENES[name];
  if (scene !== undefined && isWanted(name))
    await take(scene, { ...picture, file: fileURLToPath(new URL(file, README_IMAGES)) });
}
await bench.close();
process.stdout.write(`${folder}\n`);

async function take(scene: Scene, picture: Picture): Promise<void> {
  for (const problem of await takePicture(bench, scene, picture)) {
    process.exitCode = 1;
    process.stderr.write(`${picture.file}: ${problem}\n`);
  }
}

function looksOf(everyWidth: boolean): Look[] {
  const sizes = everyWidth ? [PHONE, DESK, ...BETWEEN] : [PHONE, DESK];
  return THEMES.flatMap((colorScheme) => sizes.map((viewport) => ({ colorScheme, viewport })));
}
