/** What a `send`, `ask` or `answer` says, as markdown: its text, and options as a list. */
export function spokenText(input: Readonly<Record<string, unknown>>): string {
  const said =
    [input["body"], input["question"], input["answer"], input["message"]].find((value) => typeof value === "string") ??
    "";
  const options = Array.isArray(input["options"])
    ? input["options"].filter((option) => typeof option === "string")
    : [];
  const list = options.map((option) => `- ${option}`).join("\n");
  return list === "" ? said : `${said}\n\n${list}`;
}
