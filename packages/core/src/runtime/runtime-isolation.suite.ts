import assert from "node:assert/strict";
import { chmod, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { openStage, type SuiteHost } from "./suite-stage.ts";

/** Tests of what a cage sees, may write and cannot escape from. */
export function testIsolation(host: SuiteHost): void {
  test("the first process has the environment it was given and no other", async () => {
    await using stage = await openStage(host);
    const env = { PATH: "/usr/bin", WORDS: "a b\nc", HOME: "/home/me" };
    await stage.runtime.start(stage.spec({ env }));
    const { stdout } = await stage.run([
      "sh",
      "-c",
      "cat /proc/2/environ; printf '|'; cat /proc/1/environ; ls -d $HOME",
    ]);
    const [first = "", init = ""] = stdout.split("|");
    // bwrap itself adds PWD, the directory it changed to.
    assert.deepEqual(first.split("\0").filter(Boolean).toSorted(), [
      "HOME=/home/me",
      "PATH=/usr/bin",
      "PWD=/tmp",
      "WORDS=a b\nc",
    ]);
    for (const name of Object.keys(process.env).filter((key) => key !== "PATH" && key !== "PWD")) {
      assert.ok(
        !init.split("\0").some((line) => line.startsWith(`${name}=`)),
        `process 1 of the cage must not have ${name}`,
      );
    }
  });

  test("no directory of the host is there but /usr and the mounts", async () => {
    await using stage = await openStage(host);
    const other = join(stage.folder, "other-agent");
    await mkdir(other);
    await stage.runtime.start(stage.spec());
    const paths = [
      "/root",
      "/var/lib",
      "/var/log",
      "/srv",
      "/mnt",
      "/boot",
      "/sys",
      "/etc/shadow",
      "/etc/ssl/private",
      "/etc/ssh",
    ];
    for (const path of [...paths, other, stage.folder, import.meta.dirname]) {
      assert.notEqual((await stage.run(["stat", path])).code, 0, `${path} must not be visible`);
    }
    const seen = async (path: string) => (await stage.run(["ls", "-A", path])).stdout.trim().split("\n").toSorted();
    assert.deepEqual(await seen("/home"), ["agent"]);
    assert.deepEqual(await seen("/tmp"), [""]);
    assert.deepEqual(await seen("/run"), [""]);
    assert.deepEqual(await seen("/opt"), ["node"]);
    assert.deepEqual(await seen("/var"), ["tmp"]);
  });

  test("accounts and names are the cage's own", async () => {
    await using stage = await openStage(host);
    await stage.runtime.start(stage.spec());
    const { stdout } = await stage.run(["sh", "-c", "id -un; cat /etc/passwd | wc -l; cat /etc/hosts"]);
    assert.match(stdout, new RegExp(`^agent\n3\n127.0.0.1 localhost ${stage.cage}\n`));
  });

  test("a mount gives what its access says, and what is written belongs to the account", async () => {
    await using stage = await openStage(host);
    const rw = await stage.ownFolder("state", { target: "/state", access: "rw" });
    const ro = await stage.ownFolder("applied", { target: "/state/applied", access: "ro" });
    await writeFile(join(ro.source, "file"), "kept");
    await stage.runtime.start(stage.spec({ mounts: [ro, rw, ...stage.spec().mounts] }));
    assert.equal((await stage.run(["sh", "-c", "echo mine > /state/new"])).code, 0);
    const owner = await stat(join(rw.source, "new"));
    const account = host.account ?? { uid: process.getuid?.(), gid: process.getgid?.() };
    assert.deepEqual({ uid: owner.uid, gid: owner.gid }, account);
    for (const target of [
      "/state/applied/file",
      "/state/applied/new",
      "/usr/new",
      "/etc/new",
      "/new",
      "/run/new",
      "/dev/new",
    ]) {
      assert.match(
        (await stage.run(["sh", "-c", `echo no > ${target}`])).stderr,
        /Read-only|Permission denied/,
        target,
      );
    }
    assert.equal(await readFile(join(ro.source, "file"), "utf8"), "kept");
    for (const place of ["/tmp", "/var/tmp", "/dev/shm", "/home/agent"]) {
      assert.equal((await stage.run(["touch", `${place}/new`])).code, 0, `${place} is the agent's own`);
    }
  });

  test("a source below a directory that is closed to the account can be mounted", async () => {
    await using stage = await openStage(host);
    const source = await stage.ownFolder("closed", { target: "/state", access: "ro" });
    const inner = join(source.source, "inner");
    await writeFile(inner, "found");
    if (host.account) await chmod(stage.folder, 0o700);
    await stage.runtime.start(stage.spec({ mounts: [{ source: inner, target: "/run/hive/inner", access: "ro" }] }));
    assert.equal((await stage.run(["cat", "/run/hive/inner"])).stdout, "found");
  });

  test("nothing of the launch is left open in the cage", async () => {
    await using stage = await openStage(host);
    await stage.runtime.start(stage.spec({ network: "internet" }));
    const { stdout } = await stage.run(["ls", "/proc/2/fd"]);
    assert.deepEqual(stdout.trim().split("\n"), ["0", "1", "2"]);
    assert.doesNotMatch((await stage.run(["cat", "/proc/1/cmdline"])).stdout, new RegExp(stage.folder));
  });

  test("the first process runs under a system call filter", async () => {
    await using stage = await openStage(host);
    const out = await stage.ownFolder("out", { target: "/out", access: "rw" });
    const argv = [
      "sh",
      "-c",
      "grep Seccomp: /proc/self/status > /out/status; mv /out/status /out/done; sleep 1000",
    ] as const;
    await stage.runtime.start(stage.spec({ argv, mounts: [out] }));
    assert.equal((await stage.run(["sh", "-c", "until [ -e /out/done ]; do sleep 0.02; done"])).code, 0);
    assert.equal(await readFile(join(out.source, "done"), "utf8"), "Seccomp:\t2\n");
  });

  test("attempts to escape fail", async () => {
    await using stage = await openStage(host);
    await stage.runtime.start(stage.spec());
    const attempts = [
      "mount -t tmpfs none /tmp",
      "unshare --user true",
      "unshare --user --map-root-user --mount mount -t tmpfs none /tmp",
      "unshare --mount true",
      "mount -o remount,rw /usr",
      "umount /proc",
      "nsenter --target 1 --user true",
      "chroot / true",
      "mknod /tmp/disk b 259 0",
      "echo 1 > /proc/sys/kernel/panic",
      "echo 100 > /proc/sys/user/max_user_namespaces",
      "echo b > /proc/sysrq-trigger",
      "setpriv --reuid 0 true",
      "chown 0 /tmp",
      "hostname other",
      `kill -0 ${process.pid}`,
      `ls /proc/${process.pid}/root/`,
    ];
    for (const attempt of attempts) {
      assert.notEqual((await stage.run(["sh", "-c", attempt])).code, 0, `must fail: ${attempt}`);
    }
  });
}
