import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  opendirSync,
  openSync,
  type BigIntStats,
  type Dirent,
  type Stats,
} from "node:fs";

/** Owner and mode of something new; the owner stays the core's when it is left out. */
export type Ownership = { readonly mode: number; readonly uid?: number; readonly gid?: number };

/** Name of an entry, as text or as the bytes that it is. */
export type EntryName = string | Buffer;

const FOLDER = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/** A folder held open by its descriptor, to work beneath one that an agent writes: nothing that it renames or replaces by a symbolic link leads out of it. Whoever opens it disposes of it. */
export class HeldFolder implements Disposable {
  readonly #fd: number;

  constructor(fd: number) {
    this.#fd = fd;
  }

  /** Opens a folder whose parents belong to the core; throws ENOTDIR when it is a file or a symbolic link. */
  static open(path: string): HeldFolder {
    return new HeldFolder(openSync(path, FOLDER));
  }

  /** A path for system calls on an entry, good for as long as the folder is held. The last component may be a symbolic link: do not follow it. */
  pathOf(name: string): string;
  pathOf(name: EntryName): string | Buffer;
  pathOf(name: EntryName): string | Buffer {
    const text = typeof name === "string" ? name : name.toString("latin1");
    if (text === "" || text === "." || text === ".." || /[/\0]/.test(text))
      throw new TypeError(`expected the name of one entry, got ${JSON.stringify(text)}`);
    const folder = `/proc/self/fd/${this.#fd}/`;
    return typeof name === "string" ? folder + name : Buffer.concat([Buffer.from(folder), name]);
  }

  /** Opens a folder in this one; throws ENOTDIR when it is a file or a symbolic link. */
  open(name: EntryName): HeldFolder {
    return new HeldFolder(openSync(this.pathOf(name), FOLDER));
  }

  /** Opens a folder in this one, made first if it is not there; owner and mode are set either way. */
  make(name: string, ownership: Ownership): HeldFolder {
    try {
      mkdirSync(this.pathOf(name), { mode: 0o700 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const folder = this.open(name);
    setOwnership(folder.#fd, ownership);
    return folder;
  }

  /** Gives the folder itself its owner and mode. */
  own(ownership: Ownership): void {
    setOwnership(this.#fd, ownership);
  }

  /** What an entry is, without following it; undefined when it is not there. */
  look(name: EntryName): Stats | undefined {
    return lstatSync(this.pathOf(name), { throwIfNoEntry: false });
  }

  /** The folder's own facts. */
  stat(): BigIntStats {
    return fstatSync(this.#fd, { bigint: true });
  }

  /** The entries one by one, in no order. */
  *entries(): Generator<Dirent> {
    using listing = opendirSync(`/proc/self/fd/${this.#fd}`);
    for (let entry = listing.readSync(); entry !== null; entry = listing.readSync()) yield entry;
  }

  /** The names of the entries as the bytes that they are, which need be no text, in no order. */
  *names(): Generator<Buffer> {
    // Latin-1 has a character for each byte.
    using listing = opendirSync(`/proc/self/fd/${this.#fd}`, { encoding: "latin1" });
    for (let entry = listing.readSync(); entry !== null; entry = listing.readSync())
      yield Buffer.from(entry.name, "latin1");
  }

  [Symbol.dispose](): void {
    closeSync(this.#fd);
  }
}

/** Gives an open file or folder its owner and mode. */
export function setOwnership(fd: number, { mode, uid, gid }: Ownership): void {
  if (uid !== undefined || gid !== undefined) {
    const now = fstatSync(fd);
    fchownSync(fd, uid ?? now.uid, gid ?? now.gid);
  }
  fchmodSync(fd, mode);
}
