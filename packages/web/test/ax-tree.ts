import type { Page } from "playwright-core";

/** Something as a screen reader meets it: what it is, what it is called, and at which level a heading is. */
export type AxNode = { readonly role: string; readonly name: string; readonly level?: number };

/** What Chromium tells a screen reader of a page, in reading order, without what is hidden from it. */
export async function axTree(page: Page): Promise<AxNode[]> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Accessibility.enable");
  const { nodes } = await devtools.send("Accessibility.getFullAXTree");
  await devtools.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const inOrder = (id: string): typeof nodes => {
    const node = byId.get(id);
    return node === undefined ? [] : [node, ...(node.childIds ?? []).flatMap(inOrder)];
  };
  return inOrder(nodes[0]?.nodeId ?? "")
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, properties = [] }) => {
      const level = properties.find((property) => property.name === "level")?.value.value as number | undefined;
      return { role: String(role?.value), name: String(name?.value ?? ""), ...(level !== undefined && { level }) };
    });
}
