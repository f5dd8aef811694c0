import { spawn } from "node:child_process";
import { once } from "node:events";
import { delimiter, dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { Check } from "./check.ts";

const installed = fileURLToPath(new URL("../node_modules/.bin", import.meta.url));

/** A check by a program that npm installed: what it prints is the complaint when it ends with anything but 0. */
export function tool(name: string, program: string, ...args: readonly string[]): Check {
  return { name, run: (root) => complaintsOf(join(installed, program), args, root) };
}

/** A check by a script of the tree, run by the Node that runs us. */
export function script(name: string, path: string, ...args: readonly string[]): Check {
  return { name, run: (root) => complaintsOf(process.execPath, [join(root, path), ...args], root) };
}

async function complaintsOf(program: string, args: readonly string[], cwd: string): Promise<readonly string[]> {
  const PATH = [dirname(process.execPath), installed, process.env["PATH"]].join(delimiter);
  const child = spawn(program, args, { cwd, env: { ...process.env, PATH }, stdio: ["ignore", "pipe", "pipe"] });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  if (code === 0) return [];
  return [...`${out}\n${err}`.split("\n").filter((line) => line.trim() !== ""), `${program} ended with ${code}`];
}
