/** A rule of claude's allow-list: a tool, and for some tools the uses of it that are meant. */
export type ToolRule = { readonly tool: string; readonly pattern?: string };

/** Reads a rule such as `Read` or `Bash(git *)`. */
export function readToolRule(text: string): ToolRule {
  const [, tool = text, pattern] = /^([^(]*)\((.*)\)$/s.exec(text) ?? [];
  return pattern === undefined ? { tool } : { tool, pattern };
}

/** Whether a rule might be read as something else than it looks: a comma or a parenthesis inside could begin another rule. */
export function isOddRule(text: string): boolean {
  return /[(),\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(readToolRule(text).pattern ?? "");
}

/** Whether all that `after` allows is surely allowed by `before` as well; false when that is not sure. */
export function coversRule(before: string, after: string): boolean {
  if (before === after) return true;
  if (isOddRule(after)) return false;
  const [wide, narrow] = [readToolRule(before), readToolRule(after)];
  if (wide.tool !== narrow.tool) return false;
  if (wide.pattern === undefined) return true;
  return wide.tool === "Bash" && narrow.pattern !== undefined && coversCommands(wide.pattern, narrow.pattern);
}

/** `git *` and `git:*` cover what goes on plainly after `git `, `*` covers all; anything cleverer is not sure. */
function coversCommands(wide: string, narrow: string): boolean {
  if (wide === "*") return true;
  const program = /^([^*]*[^*:\s])(?: |:)\*$/.exec(wide)?.[1];
  if (program === undefined || !narrow.startsWith(`${program} `)) return false;
  return /^[A-Za-z0-9_./=@+-][A-Za-z0-9_./=@+: -]*\*?$/.test(narrow.slice(program.length + 1));
}
