// Prints its pid, then each signal that comes; SIGHUP ends it with code 7, and so does a test that forgets it.
process.on("SIGINT", () => process.stdout.write("SIGINT\n"));
process.on("SIGTERM", () => process.stdout.write("SIGTERM\n"));
process.on("SIGHUP", () => process.exit(7));
setTimeout(() => process.exit(7), 60_000);
process.stdout.write(`${process.pid}\n`);
