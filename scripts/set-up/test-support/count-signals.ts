import { createInterface } from "node:readline";

// Says which signals came, and ends with code 7 when its standard input does.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => process.stdout.write(`${signal}\n`));
}
createInterface({ input: process.stdin }).on("close", () => process.exit(7));
process.stdout.write(`${process.pid}\n`);
