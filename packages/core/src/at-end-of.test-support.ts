import type { TestContext } from "node:test";

const stacks = new WeakMap<TestContext, AsyncDisposableStack>();

/** Undoes something when a test is over, the newest first: by `t.after` a test's folder would go before what still works in it. */
export function atEndOf(t: TestContext, undo: () => unknown): void {
  stackOf(t).defer(async () => void (await undo()));
}

function stackOf(t: TestContext): AsyncDisposableStack {
  const known = stacks.get(t);
  if (known !== undefined) return known;
  const stack = new AsyncDisposableStack();
  stacks.set(t, stack);
  t.after(() => stack.disposeAsync());
  return stack;
}
