/** A rule of claude's allow-list: a tool, and for some tools the uses of it that are meant. */
export type ToolRule = {
  readonly text: string;
  readonly tool: string;
  readonly pattern?: string;
  /** The rule could be read as something else than it looks: a comma or a parenthesis inside could begin another. */
  readonly odd: boolean;
  /** For `Bash(git *)` and `Bash(git:*)`: what every command that it allows begins with. */
  readonly program?: string;
};

/** Reads a rule such as `Read` or `Bash(git *)`. */
export function readToolRule(text: string): ToolRule {
  const [, tool = text, pattern] = /^([^(]*)\((.*)\)$/s.exec(text) ?? [];
  if (pattern === undefined) return { text, tool, odd: false };
  const program = tool === "Bash" ? /^([^*]*[^*:\s])[ :]\*$/.exec(pattern)?.[1] : undefined;
  const odd = /[(),\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(pattern);
  return { text, tool, pattern, odd, ...(program !== undefined && { program }) };
}

/** Whether all that `narrow` allows is surely allowed by `wide` as well; false when that is not sure. */
export function coversRule(wide: ToolRule, narrow: ToolRule): boolean {
  if (wide.text === narrow.text) return true;
  if (wide.tool !== narrow.tool || narrow.odd) return false;
  if (wide.pattern === undefined) return true;
  if (wide.tool !== "Bash" || narrow.pattern === undefined) return false;
  return wide.pattern === "*" || (wide.program !== undefined && goesOnFrom(wide.program, narrow.pattern));
}

/** Whether a pattern goes on plainly after the program; anything cleverer is not sure. */
function goesOnFrom(program: string, pattern: string): boolean {
  if (!pattern.startsWith(`${program} `)) return false;
  return /^[A-Za-z0-9_./=@+-][A-Za-z0-9_./=@+: -]*\*?$/.test(pattern.slice(program.length + 1));
}
