import { useSignal } from "@preact/signals";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { Leet } from "../controls/leet.tsx";
import { useAction } from "../controls/use-action.ts";
import { errorText } from "../shell/error-text.ts";
import { usePage } from "../shell/page.ts";
import type { DecisionDesk } from "./decision-desk.ts";
import { newNameProblem } from "./new-name-problem.ts";

/** Asks for a new agent; the request lands among the approvals. What is wrong with a name is said while it is typed, what the core has against it when it was sent. */
export function SpawnForm({ dashboard, desk }: { dashboard: Dashboard; desk: DecisionDesk }) {
  const page = usePage();
  const refusal = useSignal({ name: "", words: "" });
  const name = desk.spawnName.value.trim();
  const agents = dashboard.swarm.value?.containers ?? [];
  const known =
    name === "" ? undefined : newNameProblem(name, { agents, pending: dashboard.decisions.value?.pending ?? [] });
  const problem = known ?? (name !== "" && refusal.value.name === name ? refusal.value.words : undefined);
  const { busy, resting, act } = useAction({
    run: async () => {
      try {
        const { approval_id: id } = await page.http.requestSpawn(name);
        if (desk.spawnName.value.trim() === name) desk.spawnName.value = "";
        return id;
      } catch (error) {
        refusal.value = { name, words: errorText(error) };
        throw error;
      }
    },
    done: (id) => `asked for ${name}: #${id} waits among the approvals`,
    rests: name === "" || known !== undefined,
  });
  return (
    <form
      class="spawn"
      onSubmit={(event) => {
        event.preventDefault();
        void act();
      }}
    >
      <label class="sr" for="spawn-name">
        name of the new agent
      </label>
      <input
        class="field mono"
        id="spawn-name"
        placeholder="name, a-z 0-9 -"
        autocomplete="off"
        spellcheck={false}
        value={desk.spawnName.value}
        aria-invalid={problem !== undefined}
        aria-describedby="spawn-problem"
        onInput={({ currentTarget }) => (desk.spawnName.value = currentTarget.value)}
      />
      <button class="btn tint accent" type="submit" aria-disabled={resting} aria-busy={busy}>
        <Leet text="R3QU3ST SP4WN" plain="request spawn" />
      </button>
      <p class="problem" id="spawn-problem" aria-live="polite">
        {problem !== undefined && <bdi>{problem}</bdi>}
      </p>
    </form>
  );
}
