import { setTimeout } from "node:timers/promises";
import { oneAtATime } from "../one-at-a-time.mjs";

await oneAtATime(process.argv[2] ?? "", async () => {
  process.stdout.write("held\n");
  await setTimeout(2 ** 30);
});
