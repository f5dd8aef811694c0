import { access } from "node:fs/promises";
import { dirname } from "node:path";

/** The path itself, or the first directory above it that exists. */
export async function nearestExisting(path: string): Promise<string> {
  try {
    await access(path);
    return path;
  } catch (error) {
    const above = dirname(path);
    if (above === path || (error as NodeJS.ErrnoException).code !== "ENOENT") return path;
    return await nearestExisting(above);
  }
}
