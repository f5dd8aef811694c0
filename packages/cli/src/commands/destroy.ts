import type { HostClient } from "@hyperhive/client/plain";
import { HiveError } from "@hyperhive/wire/plain";
import { askLine, canAsk } from "../ask-line.ts";
import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";

/** Whom, how much of it, and whether that was thought over. */
type Wish = { readonly name: string; readonly purge?: boolean; readonly yes?: boolean };

/** Removes an agent's cage, with purge all that there is of it; asks before that, unless told that the answer is yes or there is nobody of that name. */
export async function destroy(context: Context, { name, purge = false, yes = false }: Wish): Promise<number> {
  const host = connectHost(context);
  const mayAct = yes || (!purge && (await isUnknown(host, name))) || (await isSure(context, { name, purge }));
  if (!mayAct) {
    context.cli.stderr.write("nothing was destroyed\n");
    return 1;
  }
  await host.call("destroy", { name, purge });
  context.print({ name, purged: purge }, () => [outcome(name, purge)]);
  return 0;
}

/** Then the core refuses without anybody having to think it over; what was destroyed before can still be purged. */
async function isUnknown(host: HostClient, name: string): Promise<boolean> {
  const { agents } = await host.call("list", {});
  return !agents.includes(name);
}

async function isSure({ cli, globals }: Context, { name, purge }: { name: string; purge: boolean }): Promise<boolean> {
  if (globals.json === true || !canAsk(cli)) {
    const what = purge ? `delete everything of ${name} for good` : `remove the cage of ${name}`;
    throw new HiveError("bad_request", `\`--yes\`: expected it, since nobody can be asked here; it would ${what}`);
  }
  if (purge) return (await askLine(cli, `${purgeWarning(name)}\nType its name to go on: `)) === name;
  return /^y(es)?$/i.test(await askLine(cli, `${destroyWarning(name)}\nDestroy ${name}? [y/N] `));
}

function purgeWarning(name: string): string {
  return `Everything of ${name} is deleted for good: its cage, files, config history, log-in and notes. Nothing brings them back.`;
}

function destroyWarning(name: string): string {
  return `The cage of ${name} goes. Its files, config history, log-in and notes stay, and \`hive-c0re spawn ${name}\` brings them back.`;
}

function outcome(name: string, purge: boolean): string {
  return purge
    ? `${name} is destroyed and all of it deleted`
    : `${name} is destroyed; \`hive-c0re spawn ${name}\` brings it back`;
}
