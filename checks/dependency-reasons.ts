import type { Check } from "./check.ts";
import { readSourceFiles } from "./source-files.ts";

const page = "docs/dependencies.md";

/** Every dependency of every package has one line of reason in docs/dependencies.md, and every line there has its dependency. */
export const dependencyReasons: Check = {
  name: "dependency reasons",
  async run(root) {
    const files = await readSourceFiles(root);
    const manifests = files.filter(({ path }) => /^(?:packages\/[^/]+\/)?package\.json$/.test(path));
    const used = new Set(manifests.flatMap(({ text }) => dependenciesOf(text)));
    const explained = new Set(explainedIn(files.find(({ path }) => path === page)?.text ?? ""));
    return [
      ...[...used.difference(explained)].map((name) => `${page}: expected a line "- \`${name}\`: reason", found none`),
      ...[...explained.difference(used)].map(
        (name) => `${page}: \`${name}\` has a line, but no package.json depends on it`,
      ),
    ];
  },
};

type Manifest = Partial<Record<"dependencies" | "devDependencies" | "optionalDependencies", Record<string, string>>>;

function dependenciesOf(text: string): readonly string[] {
  const { dependencies, devDependencies, optionalDependencies }: Manifest = JSON.parse(text);
  const names = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
  return names.filter((name) => !name.startsWith("@hyperhive/"));
}

function explainedIn(text: string): readonly string[] {
  return [...text.matchAll(/^- ((?:`[^`]+`(?:, )?)+): \S/gm)].flatMap(([, names = ""]) =>
    [...names.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
  );
}
