import { z } from "zod";

/** What the cage and the core use themselves: no mount may lie in one of these, or over it. */
const TAKEN_TARGETS = [
  "/agents",
  "/applied",
  "/bin",
  "/dev",
  "/etc",
  "/home/agent",
  "/meta",
  "/nix",
  "/opt/hyperhive",
  "/proc",
  "/run",
  "/sbin",
  "/shared",
  "/state",
  "/sys",
  "/usr",
] as const;

/** Where the host keeps no files but its kernel's own view of itself. */
const TAKEN_SOURCES = ["/dev", "/proc", "/sys"] as const;

/** Whether a path is `root` or lies in it; both absolute and normalised. */
export function liesIn(path: string, root: string): boolean {
  return path === root || root === "/" || path.startsWith(`${root}/`);
}

const pathSchema = z.string().max(1024).refine(isPlainPath, {
  error: "expected an absolute path without `.`, `..`, `//`, a slash at its end or control characters",
  abort: true,
});

/** One folder or file of the host that the agent sees beside its own places. */
export const agentMountSchema = z.strictObject({
  source: pathSchema
    .refine((path) => path !== "/" && !TAKEN_SOURCES.some((root) => liesIn(path, root)), {
      error: `expected a folder or file of the host; \`/\` and what lies in ${TAKEN_SOURCES.join(", ")} cannot be given to a cage`,
    })
    .meta({ description: "Absolute path of a folder or file on the host." }),
  target: pathSchema
    .superRefine((path, context) => {
      const taken = takenBy(path);
      if (taken === undefined) return;
      context.addIssue(`expected a place of its own such as /data; \`${taken}\` belongs to the cage or to hyperhive`);
    })
    .meta({ description: "Absolute path at which the agent sees it, such as `/data`." }),
  access: z
    .enum(["ro", "rw"])
    .default("ro")
    .meta({ description: "`ro`: the agent reads only; `rw`: it changes the host's files as well." }),
});
export type AgentMount = z.infer<typeof agentMountSchema>;

/** The mounts of one agent: no target lies in another's. */
export const agentMountsSchema = z.array(agentMountSchema).superRefine((mounts, context) => {
  for (const [index, { target }] of mounts.entries()) {
    const other = mounts.find((mount, at) => collide(target, mount.target) && at < index);
    if (other === undefined) continue;
    const message = `expected a place apart from every other mount; \`${other.target}\` is one already`;
    context.addIssue({ code: "custom", path: [index, "target"], message });
  }
});

function isPlainPath(path: string): boolean {
  if (path === "/") return true;
  const [start, ...parts] = path.split("/");
  return (
    start === "" &&
    parts.length > 0 &&
    parts.every((part) => part !== "" && part !== "." && part !== "..") &&
    !/\p{Cc}/u.test(path)
  );
}

function takenBy(target: string): string | undefined {
  const library = /^\/lib[^/]*/.exec(target)?.[0];
  if (library !== undefined) return library;
  return TAKEN_TARGETS.find((root) => collide(target, root));
}

function collide(one: string, other: string): boolean {
  return liesIn(one, other) || liesIn(other, one);
}
