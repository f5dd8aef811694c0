/** The empty tree, which every git knows without having it. */
export const EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/** Who the core is in git. */
export const CORE_IDENTITY = { name: "hyperhive", email: "hive@hive.invalid" } as const;

/** The complete environment of every git that the core runs: no configuration of the host, nothing to ask, no credentials. */
export const GIT_ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: "/usr/local/bin:/usr/bin:/bin:/run/current-system/sw/bin",
  HOME: "/nonexistent",
  LC_ALL: "C",
  TZ: "UTC",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_ATTR_NOSYSTEM: "1",
  GIT_TERMINAL_PROMPT: "0",
  GIT_ASKPASS: "/bin/false",
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_ALLOW_PROTOCOL: "",
  // Most bytes that git allocates for one object, whatever size the object claims.
  GIT_ALLOC_LIMIT: "256m",
  GIT_AUTHOR_NAME: CORE_IDENTITY.name,
  GIT_AUTHOR_EMAIL: CORE_IDENTITY.email,
  GIT_COMMITTER_NAME: CORE_IDENTITY.name,
  GIT_COMMITTER_EMAIL: CORE_IDENTITY.email,
};

const SETTINGS: readonly string[] = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.attributesFile=/dev/null",
  "core.excludesFile=/dev/null",
  // Newer versions of git would read the attributes of a bare repository's HEAD.
  `attr.tree=${EMPTY_TREE}`,
  "core.symlinks=false",
  "core.autocrlf=false",
  "core.quotePath=false",
  "core.warnAmbiguousRefs=false",
  "core.bigFileThreshold=1m",
  "core.commitGraph=false",
  "core.fsync=committed",
  "core.fsyncMethod=batch",
  "gc.auto=0",
  "maintenance.auto=false",
  "pack.threads=1",
  "protocol.allow=never",
  "submodule.recurse=false",
  "transfer.fsckObjects=true",
  "fetch.fsckObjects=true",
  "receive.fsckObjects=true",
  "commit.gpgSign=false",
  "tag.gpgSign=false",
  "log.showSignature=false",
];

/** Options before every verb: nothing that a repository holds or its configuration says makes git run another program. */
export const GIT_OPTIONS: readonly string[] = [
  "--no-pager",
  "--no-replace-objects",
  "--literal-pathspecs",
  ...SETTINGS.flatMap((setting) => ["-c", setting]),
];
