import { posix } from "node:path";
import type { Check } from "./check.ts";
import { importStatements } from "./import-statements.ts";
import { readSourceFiles } from "./source-files.ts";

/** Which packages a package may import; `testkit` and every test may import all of them. */
const allowedImports: ReadonlyMap<string, readonly string[]> = new Map([
  ["wire", []],
  ["client", ["wire"]],
  ["core", ["wire"]],
  ["harness", ["wire", "client"]],
  ["cli", ["wire", "client"]],
  ["web", ["wire", "client"]],
]);

/** Imports run one way between packages, and enter a package through its door only. */
export const importDirection: Check = {
  name: "import direction",
  async run(root) {
    const files = (await readSourceFiles(root)).filter((file) => /\.(?:[cm]?[jt]s|[jt]sx)$/.test(file.path));
    return files.flatMap(({ path, text }) =>
      importStatements(text).flatMap(({ line, specifier }) => {
        const wrong = whatIsWrong(path, specifier);
        return wrong === undefined ? [] : [`${path}:${line}: ${wrong}`];
      }),
    );
  },
};

/** Says why the file at `path` may not import `specifier`, or nothing when it may. */
export function whatIsWrong(path: string, specifier: string): string | undefined {
  if (specifier.startsWith(".")) return leavesItsPackage(path, specifier);
  const imported = /^@hyperhive\/([^/]+)/.exec(specifier)?.[1];
  return imported === undefined ? undefined : wrongDirection(path, imported);
}

function leavesItsPackage(path: string, specifier: string): string | undefined {
  const target = packageOf(posix.join(posix.dirname(path), specifier));
  if (target === undefined || target === packageOf(path)) return undefined;
  return `expected the door \`@hyperhive/${target}\`, got the path \`${specifier}\` into that package`;
}

function wrongDirection(path: string, imported: string): string | undefined {
  const importer = packageOf(path);
  if (importer === undefined || importer === "testkit" || isTest(path)) return undefined;
  if (importer === "cli" && imported === "core") return onlyServe(path);
  const allowed = allowedImports.get(importer) ?? [];
  if (allowed.includes(imported)) return undefined;
  const may = allowed.length === 0 ? "no other package" : allowed.join(" and ");
  return `\`${importer}\` may import ${may}, got \`@hyperhive/${imported}\``;
}

function onlyServe(path: string): string | undefined {
  if (/\/serve(?:\.ts$|\/)/.test(path)) return undefined;
  return "only `serve` of the cli may import `@hyperhive/core`: every other verb is a client of its socket";
}

function packageOf(path: string): string | undefined {
  return /^packages\/([^/]+)\//.exec(path)?.[1];
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$|^packages\/[^/]+\/test\//.test(path);
}
