import { writeSync } from "node:fs";

const STDOUT = 1;

/** Ends this process when it still runs after a while, also when a read of it hangs for ever; an end before is not held up. */
export function limitLife(ms: number): void {
  const end = () => {
    writeSync(STDOUT, `problem: the check did not end within ${ms / 1000} s; see whether a mount of the cage hangs\n`);
    // An ordinary exit would wait for threads that hang in the kernel.
    process.kill(process.pid, "SIGKILL");
  };
  setTimeout(end, ms).unref();
}
