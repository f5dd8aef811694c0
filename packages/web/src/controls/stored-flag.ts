/** A yes or no that this browser remembers. What equals the usual answer is not stored, so the storage does not fill up. */
export function storedFlag(key: string, usual: boolean): { read(): boolean; write(value: boolean): void } {
  return {
    read: () => {
      const stored = localStorage.getItem(key);
      return stored === null ? usual : stored === "1";
    },
    write: (value) => {
      if (value === usual) localStorage.removeItem(key);
      else localStorage.setItem(key, value ? "1" : "0");
    },
  };
}
