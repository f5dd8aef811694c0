import type { HostLayout } from "./host-layout.ts";
import type { CageMount, NetworkMode } from "./runtime.ts";

/** All that decides what a cage's processes see. */
export type CageView = {
  readonly cage: string;
  readonly network: NetworkMode;
  readonly layout: HostLayout;
  /** Files of `/etc` first, then the mounts of the spec; sources as bwrap itself sees them. */
  readonly mounts: readonly CageMount[];
  readonly env: Readonly<Record<string, string>>;
  readonly home: string;
  readonly cwd: string;
};

/** Composes bwrap's options, default deny: what is not named here does not exist in the cage. */
export function bwrapOptions(view: CageView): readonly string[] {
  return [
    ...isolation(view),
    ...system(view.layout),
    ...ownPlaces(view.home),
    ...mounts(view.mounts),
    ...surface(view),
  ];
}

function isolation({ cage, network }: CageView): readonly string[] {
  return [
    ...words("--die-with-parent --new-session --cap-drop ALL"),
    ...words("--unshare-user --uid 1000 --gid 1000"),
    ...words("--unshare-pid --unshare-ipc --unshare-cgroup-try --unshare-uts --hostname"),
    cage,
    // `internet` comes with a network namespace already: one of bwrap's own could not be attached to.
    ...(network === "none" ? ["--unshare-net"] : []),
  ];
}

function system({ paths, links }: HostLayout): readonly string[] {
  return [
    ...paths.flatMap((path) => ["--ro-bind", path, path]),
    ...links.flatMap(({ path, target }) => ["--symlink", target, path]),
  ];
}

function ownPlaces(home: string): readonly string[] {
  return [
    ...words("--proc /proc --dev /dev --perms 1777 --tmpfs /dev/shm --remount-ro /dev"),
    ...words("--perms 1777 --tmpfs /tmp --perms 1777 --tmpfs /var/tmp --dir /run"),
    ...words("--perms 0700 --tmpfs"),
    home,
  ];
}

function mounts(all: readonly CageMount[]): readonly string[] {
  // By target, so that a mount never hides one below it.
  const sorted = all.toSorted((a, b) => (a.target < b.target ? -1 : 1));
  return sorted.flatMap(({ source, target, access }) => [access === "rw" ? "--bind" : "--ro-bind", source, target]);
}

function surface({ env, cwd }: CageView): readonly string[] {
  return [
    ...words("--remount-ro / --clearenv"),
    ...Object.entries(env).flatMap(([name, value]) => ["--setenv", name, value]),
    "--chdir",
    cwd,
  ];
}

// For fixed text only: data may hold blanks.
function words(fixed: string): readonly string[] {
  return fixed.split(" ");
}
