import type { Check } from "./check.ts";
import { readSourceFiles } from "./source-files.ts";

type Rule = { readonly what: string; readonly pattern: RegExp };

/** Spelled so that this file does not match itself. */
const rules: readonly Rule[] = [
  {
    what: "the host of a package registry (the user's npm decides where packages come from)",
    pattern: /registry\.(?:npmjs|yarnpkg)\.\w+/,
  },
  { what: "a path of one machine", pattern: /(?<![\w.)}\]*/-])\/(?:work|workspace|Users)\/\w/ },
];

/** No file names what is true on one machine only. */
export const forbiddenWords: Check = {
  name: "forbidden words",
  async run(root) {
    const all = [...rules, checkoutItself(root)];
    const files = await readSourceFiles(root);
    return files.flatMap(({ path, text }) =>
      text.split("\n").flatMap((line, index) => offences(all, `${path}:${index + 1}`, line)),
    );
  },
};

function offences(all: readonly Rule[], place: string, line: string): readonly string[] {
  return all.flatMap(({ what, pattern }) => {
    const match = pattern.exec(line);
    return match === null ? [] : [`${place}: names ${what}: \`${match[0]}\``];
  });
}

function checkoutItself(root: string): Rule {
  return { what: "the folder of this checkout", pattern: new RegExp(`${RegExp.escape(root)}(?![\\w-])`) };
}
