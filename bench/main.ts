import { benchDashboard } from "./dashboard.ts";
import { benchDecisions } from "./decisions.ts";
import { openFloor } from "./floor.ts";
import { benchMessages } from "./messages.ts";
import { printTable, type Row } from "./print-table.ts";
import { benchTurns } from "./turns.ts";

const TABLES: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  messages: async () => {
    await using floor = await openFloor();
    return await benchMessages(floor);
  },
  decisions: benchDecisions,
  turns: benchTurns,
  dashboard: benchDashboard,
};

// Words choose tables, as they choose files of `npm test`.
const words = process.argv.slice(2);
const wanted = Object.entries(TABLES).filter(
  ([name]) => words.length === 0 || words.some((word) => name.includes(word)),
);
if (wanted.length === 0) {
  process.stderr.write(`expected words of ${Object.keys(TABLES).join(", ")}, got ${words.join(" ")}\n`);
  process.exitCode = 2;
} else {
  process.stdout.write(
    "each figure stands beside its floor, measured in the same run; machines are noisy, so read the ratios\n",
  );
  for (const [name, measure] of wanted) printTable(name, await measure());
}
