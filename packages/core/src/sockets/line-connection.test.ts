import assert from "node:assert/strict";
import { once } from "node:events";
import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import { test } from "node:test";
import { LineConnection } from "./line-connection.ts";

/** A connection over a played socket, and what the other side sends. */
function playConnection() {
  const socket = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
  const connection = new LineConnection(socket as Socket);
  const arrive = async (text: string) => {
    const taken = once(socket, "data");
    socket.push(text);
    await taken;
  };
  return { socket, connection, arrive };
}

test("one who sends long lines faster than they are answered is held back after a quarter of a megabyte", async () => {
  const { socket, connection, arrive } = playConnection();
  const line = `${"x".repeat(200 * 1024)}\n`;
  await arrive(line);
  assert.equal(socket.isPaused(), false);
  await arrive(line);
  assert.equal(socket.isPaused(), true);
  await connection.next();
  assert.equal(socket.isPaused(), false);
});

test("one who sends many short lines is held back after 64", async () => {
  const { socket, connection, arrive } = playConnection();
  await arrive("x\n".repeat(63));
  assert.equal(socket.isPaused(), false);
  await arrive("x\n");
  assert.equal(socket.isPaused(), true);
  await connection.next();
  assert.equal(socket.isPaused(), false);
});
