import type { FeedConnection } from "@hyperhive/client";
import type { HiveInfo } from "@hyperhive/wire";
import { useMemo } from "preact/hooks";
import { now } from "../clock/now.ts";
import { Icon } from "../controls/icon.tsx";
import { coarseSpan } from "../format/span.ts";
import { clockTime } from "../format/clock-time.ts";
import { usePage } from "./page.ts";

/** What the whole page must say: logged out, connection lost, a demo. One strip each, under the banner. */
export function Strips({ hive, retry }: { hive: HiveInfo | undefined; retry: () => void }) {
  const { link, loggedOut } = usePage();
  return (
    <div class="strips">
      {loggedOut.value && <LoggedOut retry={retry} />}
      {!loggedOut.value && link.value.state === "lost" && <Lost retry={retry} />}
      {hive?.demo === true && <Demo />}
    </div>
  );
}

function LoggedOut({ retry }: { retry: () => void }) {
  return (
    <div class="alert you" role="alert">
      <Icon name="key" />
      <p class="grow">
        <strong>you are logged out.</strong> run <code>hive-c0re login-link</code> on the machine of the hive and open
        the link it prints in this browser; it works once.
      </p>
      <button class="btn sm tint you" type="button" onClick={retry}>
        try again
      </button>
    </div>
  );
}

function Lost({ retry }: { retry: () => void }) {
  const { link } = usePage();
  const since = useMemo(() => Date.now(), []);
  return (
    <div class="alert bad" role="alert">
      <Icon name="unplug" />
      <p class="grow">
        <strong>connection lost.</strong> what you see is from {clockTime(since)}
        <span aria-hidden="true">, {coarseSpan((now.value - since) / 1000)} ago</span>. nothing you press now would
        arrive.
      </p>
      <NextTry connection={link.value} />
      <button class="btn sm tint bad" type="button" onClick={retry}>
        try now
      </button>
    </div>
  );
}

/** When the next attempt is due, as far as it is known. */
function NextTry({ connection }: { connection: FeedConnection }) {
  const told = useMemo(() => Date.now(), [connection]);
  if (connection.state !== "lost" || connection.retryInMs === undefined) return null;
  const left = (told + connection.retryInMs - now.value) / 1000;
  return (
    <span class="mono nums soft" aria-hidden="true">
      {left > 0 ? `next try in ${Math.ceil(left)} s` : "trying…"}
    </span>
  );
}

function Demo() {
  return (
    <aside class="alert info demo" aria-label="demo">
      <Icon name="hex" />
      <p class="grow">
        <strong>this is a demo:</strong> a scripted model answers, nothing costs money.
      </p>
    </aside>
  );
}
