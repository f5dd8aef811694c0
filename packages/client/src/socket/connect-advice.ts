import { HiveError } from "@hyperhive/wire/plain";

/** Turns why a socket could not be opened into advice. */
export function connectAdvice(socketPath: string, cause: NodeJS.ErrnoException): HiveError {
  switch (cause.code) {
    case "ENOENT":
    case "ECONNREFUSED":
    case "ECONNRESET":
    case "EAGAIN":
      return unreachable(socketPath, cause);
    case "EACCES":
    case "EPERM":
      return denied(socketPath, cause);
    default:
      return new HiveError("core_unreachable", `cannot connect to ${socketPath}: ${cause.message}`, {
        cause,
      });
  }
}

function unreachable(socketPath: string, cause: NodeJS.ErrnoException): HiveError {
  const found =
    cause.code === "ENOENT"
      ? `no core answers at ${socketPath}: the socket does not exist`
      : `no core answers at ${socketPath}: the socket is there, but nobody listens (${cause.code})`;
  const advice =
    "start it with `npm start` or `hive-c0re serve`; if it runs elsewhere, name its run directory with `--run-dir` or `HYPERHIVE_RUN_DIR`";
  return new HiveError("core_unreachable", `${found}; ${advice}`, { cause });
}

function denied(socketPath: string, cause: NodeJS.ErrnoException): HiveError {
  return new HiveError(
    "forbidden",
    `you may not open ${socketPath} (${cause.code}): it is for its owner (mode 0600), or for the group \`hive-admin\` (mode 0660) where that group exists; run as the core's user, or join the group and log in again`,
    { cause },
  );
}
