import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";

/** The least that a durable message can cost: a line over a unix socket, one durable row, a line back. Arguments: socket, database. */
const [, , socketPath, databasePath] = process.argv;
const database = new DatabaseSync(databasePath as string);
database.exec(
  "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE messages (id INTEGER PRIMARY KEY, body TEXT)",
);
const insert = database.prepare("INSERT INTO messages (body) VALUES (?)");

createServer((socket) => {
  socket.on("error", () => socket.destroy()); // a client that is done may reset
  createInterface({ input: socket }).on("line", (line) => {
    insert.run(line);
    socket.write('{"ok":true}\n');
  });
}).listen(socketPath, () => process.stdout.write("up\n"));
