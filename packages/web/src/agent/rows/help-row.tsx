import { COMMANDS } from "../slash-command.ts";

/** The commands of the prompt, at the end of the view. */
export function HelpRow() {
  return (
    <div class="row help">
      <span class="g" aria-hidden="true">
        ?
      </span>
      <dl class="commands">
        {COMMANDS.map(({ name, does }) => (
          <div key={name}>
            <dt>{name === "/model" ? "/model <name>" : name}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
