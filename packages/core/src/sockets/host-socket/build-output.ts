import type { BuildLine, DashboardEvent, HostVerbs } from "@hyperhive/wire";
import { newestThatFit } from "../newest-that-fit.ts";
import type { StreamChannel, StreamHandler } from "../verb-handlers.ts";
import type { HostCaller } from "./host-caller.ts";

type Channel = StreamChannel<HostVerbs["build_output"]>;

/** What a build printed; with `follow`, then each new line, and at last how it ended. */
export const buildOutput: StreamHandler<HostVerbs["build_output"], HostCaller> = ({ id, follow }, { builds, hub }) => {
  const build = builds.find(id);
  const printed = builds.lines(id);
  const response = { build, lines: newestThatFit(printed) };
  if (!follow || build.ended_at !== undefined) return { response };
  // Listens before the answer is sent, so that nothing falls between the two.
  const heard: DashboardEvent[] = [];
  let wake = () => {};
  const unsubscribe = hub.subscribe((frame) => {
    if (!isAbout(frame, id)) return;
    heard.push(frame);
    wake();
  });
  const follower = { heard, seen: printed.at(-1)?.seq ?? 0, onHeard: (fn: () => void) => void (wake = fn) };
  return { response, stream: (channel) => followBuild(channel, follower).finally(unsubscribe) };
};

type Follower = { readonly heard: DashboardEvent[]; readonly seen: number; readonly onHeard: (fn: () => void) => void };

async function followBuild(channel: Channel, { heard, seen, onHeard }: Follower): Promise<void> {
  const hungUp = channel.hungUp();
  while (!channel.signal.aborted) {
    const { promise, resolve } = Promise.withResolvers<void>();
    onHeard(resolve);
    const events = heard.splice(0);
    const lines = events.flatMap((event) => (event.kind === "build_line" ? [event.line] : []));
    await pushLines(
      channel,
      lines.filter(({ seq }) => seq > seen),
    );
    const ended = events.findLast((event) => event.kind === "build_changed" && event.build.ended_at !== undefined);
    if (ended?.kind === "build_changed") return await channel.push({ build: ended.build });
    if (heard.length === 0) await Promise.race([hungUp, promise]);
  }
}

async function pushLines(channel: Channel, lines: readonly BuildLine[]): Promise<void> {
  if (lines.length > 0) await channel.push({ lines: newestThatFit(lines) });
}

function isAbout(event: DashboardEvent, id: number): boolean {
  if (event.kind === "build_line") return event.build_id === id;
  return event.kind === "build_changed" && event.build.id === id;
}
