import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import type { Context } from "hono";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
};

type PageFile = {
  readonly plain: Buffer<ArrayBuffer>;
  readonly zipped: Buffer<ArrayBuffer>;
  readonly type: string;
  readonly etag: string;
};

/** The built pages, held in memory; a request can name nothing but them. */
export type PageFiles = {
  /** Answers with a file of the build, or undefined when the build has none of that name. */
  answer(c: Context, file: string, status?: 200 | 401): Response | undefined;
};

/** Reads the built pages once. Files with an unknown ending (build stamps, maps) are left out. */
export function readPageFiles(webRoot: string): PageFiles {
  const files = new Map<string, PageFile>();
  for (const path of existsSync(webRoot) ? listFiles(webRoot) : []) {
    const type = TYPES[extname(path)];
    if (type !== undefined) files.set(relative(webRoot, path), readPageFile(path, type));
  }
  return {
    answer(c, name, status = 200) {
      const file = files.get(name);
      return file === undefined ? undefined : answerFile(c, file, { status, hashed: name.startsWith("assets/") });
    },
  };
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function readPageFile(path: string, type: string): PageFile {
  const plain = readFileSync(path);
  const etag = `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`;
  return { plain, zipped: gzipSync(plain), type, etag };
}

function answerFile(c: Context, file: PageFile, how: { status: 200 | 401; hashed: boolean }): Response {
  c.header("content-type", file.type);
  c.header("etag", file.etag);
  c.header("vary", "accept-encoding");
  c.header("cache-control", how.hashed ? "public, max-age=31536000, immutable" : "no-cache");
  if (how.status === 200 && c.req.header("if-none-match") === file.etag) return c.body(null, 304);
  if (!(c.req.header("accept-encoding") ?? "").includes("gzip")) return c.body(file.plain, how.status);
  c.header("content-encoding", "gzip");
  return c.body(file.zipped, how.status);
}
