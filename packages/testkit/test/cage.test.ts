import assert from "node:assert/strict";
import { createServer, type AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { startTestHive, type TestHive } from "@hyperhive/testkit";

describe("from inside an agent's cage", () => {
  let hive: TestHive;
  before(async () => {
    hive = await startTestHive({ agents: { coder: { network: "internet" }, scout: { network: "none" } } });
  });
  after(() => hive[Symbol.asyncDispose]());

  const shell = (agent: string, script: string) => hive.run(agent, ["bash", "-c", script]);

  test("no other agent's files, sockets or credentials can be seen", async () => {
    await shell("scout", "echo treasure > /state/secret.txt");
    const looks = [
      "ls -d /agents/*",
      "find / -name secret.txt",
      "find / -name mcp.sock -o -name model.sock -o -name host.sock",
      "ls -A /applied /meta",
    ];
    const { output } = await shell("coder", looks.map((look) => `${look} 2>/dev/null`).join("; "));
    // Under a root core not even its own socket folder can be listed; a user's cages are the user, whose folder it is.
    const sockets = process.getuid?.() === 0 ? [] : ["/run/hive/mcp.sock", "/run/hive/model.sock"];
    assert.deepEqual(output.trim().split("\n").toSorted(), ["/agents/coder", ...sockets]);
    assert.equal((await shell("coder", "test -S /run/hive/mcp.sock")).exitCode, 0, "its own socket is there");
    const state = hive.folder.stateDir;
    const reach = await shell(
      "coder",
      `cat ${state}/agents/scout/state/secret.txt; ls ${state}; ls ${hive.folder.runDir}`,
    );
    assert.notEqual(reach.exitCode, 0);
    assert.doesNotMatch(reach.output, /treasure|hive\.sqlite|host\.sock/);
  });

  test("no home, no log and no account of the host can be seen", async () => {
    const { output } = await shell(
      "coder",
      "ls -A /root /home /var/lib /var/log /etc/shadow 2>&1; cat /etc/passwd; ls -A /home/agent",
    );
    assert.doesNotMatch(output, /hyperhive\.sqlite|\.ssh|\.bash|dpkg/);
    assert.match(output, /agent:x:1000:1000/);
    assert.doesNotMatch(output, /^root:x:0:0:root:\/root:\/bin\/bash$/m, "the host's own account file is not shown");
  });

  test("the host's loopback cannot be reached, by no network mode", async () => {
    using server = await listenOnLoopback();
    for (const agent of ["coder", "scout"]) {
      for (const host of ["127.0.0.1", "10.0.2.2"]) {
        const { exitCode } = await shell(agent, `timeout 5 bash -c 'exec 3<>/dev/tcp/${host}/${server.port}'`);
        assert.notEqual(exitCode, 0, `${agent} reached ${host}`);
      }
    }
    assert.equal(server.connections(), 0);
  });

  test("the operator's page cannot be reached", async () => {
    const { port } = new URL(hive.core.url);
    for (const agent of ["coder", "scout"]) {
      for (const host of ["127.0.0.1", "10.0.2.2"]) {
        const { exitCode } = await shell(agent, `timeout 5 bash -c 'exec 3<>/dev/tcp/${host}/${port}'`);
        assert.notEqual(exitCode, 0, `${agent} reached the page at ${host}`);
      }
    }
  });

  test("only its own processes can be seen, and the read-only mounts refuse to be written", async () => {
    const { output } = await shell(
      "coder",
      "cat /proc/[0-9]*/cmdline | tr '\\0' ' '; touch /run/hive/x /etc/hyperhive/agent.json /opt/hyperhive/x /agents/coder/config/x /usr/x 2>&1",
    );
    assert.doesNotMatch(output, /slirp4netns|hive-c0re|--test/);
    assert.equal(output.match(/Read-only file system|Permission denied/g)?.length, 5);
  });
});

async function listenOnLoopback() {
  let seen = 0;
  const server = createServer((socket) => {
    seen += 1;
    socket.destroy();
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => seen,
    [Symbol.dispose]: () => void server.close(),
  };
}
