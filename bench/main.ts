import { benchDashboard } from "./dashboard.ts";
import { benchDecisions } from "./decisions.ts";
import { openFloor } from "./floor.ts";
import { benchMessages } from "./messages.ts";
import { printTable } from "./print-table.ts";
import { benchTurns } from "./turns.ts";

process.stdout.write(
  "each figure stands beside its floor, measured in the same run; machines are noisy, so read the ratios\n",
);
await using floor = await openFloor();
printTable("messages", await benchMessages(floor));
printTable("decisions", await benchDecisions());
printTable("turns", await benchTurns());
printTable("dashboard", await benchDashboard());
