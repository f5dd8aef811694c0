import { RuntimeError } from "./runtime-error.ts";

// Numbers of the kernel's own tables; io_uring is there because it opens sockets past any filter.
const TABLES = {
  x64: { audit: 0xc000003e, socket: 41, refused: [248, 249, 250, 298, 321, 323, 425, 426, 427] },
  arm64: { audit: 0xc00000b7, socket: 198, refused: [217, 218, 219, 241, 280, 282, 425, 426, 427] },
} as const;

const LOAD = 0x20;
const JUMP_IF_EQUAL = 0x15;
const JUMP_IF_AT_LEAST = 0x35;
const RETURN = 0x06;
const ALLOW = 0x7fff0000;
const REFUSE_EPERM = 0x00050001;
const AF_VSOCK = 40;
const AT = { number: 0, architecture: 4, firstArgument: 16 } as const;

type Instruction = { readonly code: number; readonly yes?: number; readonly no?: number; readonly value: number };

/** Makes the system call filter of a cage: no kernel keyring (namespaces share the core's session keyring), no vsock (network namespaces
 * do not hold it), no io_uring, bpf, perf events or userfaultfd, no calls of another architecture. All of them give EPERM. */
export function seccompFilter(arch: string): Buffer {
  const table = arch === "x64" || arch === "arm64" ? TABLES[arch] : undefined;
  if (!table) throw new RuntimeError("unsupported", `cages need a 64-bit x86 or ARM machine; this one is \`${arch}\``);
  const refusals = table.refused.length;
  return encode([
    { code: LOAD, value: AT.architecture },
    { code: JUMP_IF_EQUAL, value: table.audit, no: refusals + 6 },
    { code: LOAD, value: AT.number },
    // x32 calls, which share the architecture of x86-64.
    { code: JUMP_IF_AT_LEAST, value: 0x40000000, yes: refusals + 4 },
    ...table.refused.map((value, index) => ({ code: JUMP_IF_EQUAL, value, yes: refusals - index + 3 })),
    { code: JUMP_IF_EQUAL, value: table.socket, no: 2 },
    { code: LOAD, value: AT.firstArgument },
    { code: JUMP_IF_EQUAL, value: AF_VSOCK, yes: 1 },
    { code: RETURN, value: ALLOW },
    { code: RETURN, value: REFUSE_EPERM },
  ]);
}

function encode(program: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(program.length * 8);
  for (const [index, { code, yes = 0, no = 0, value }] of program.entries()) {
    const at = index * 8;
    bytes.writeUInt16LE(code, at);
    bytes.writeUInt8(yes, at + 2);
    bytes.writeUInt8(no, at + 3);
    bytes.writeUInt32LE(value, at + 4);
  }
  return bytes;
}
