import type { ContainerView } from "@hyperhive/wire";
import { ConfirmButton } from "../controls/confirm-button.tsx";
import { Leet } from "../controls/leet.tsx";
import { usePage } from "../shell/page.ts";

type Props = { readonly container: ContainerView; readonly rests: boolean };

/** Takes an agent out of the hive; its files stay and can be revived. */
export function DestroyButton({ container, rests }: Props) {
  const { http } = usePage();
  const { name, display_name: shown } = container;
  return (
    <ConfirmButton
      class="sm no"
      rests={rests}
      warning={`destroy ${shown}? its cage goes, its builds are cancelled, its pending approvals are denied and its questions end. its files, configuration, log-in and reminders stay under kept state, and it can be revived.`}
      verb={<Leet text="DESTR0Y" plain={`destroy ${shown} now`} />}
      run={() => http.destroy(name, false)}
      done={`${shown} is destroyed; what it leaves is under kept state`}
    >
      <Leet text="DESTR0Y" plain={`destroy ${shown}: remove the cage, keep its files`} />
    </ConfirmButton>
  );
}

/** Takes an agent out of the hive with all its files. */
export function PurgeButton({ container, rests }: Props) {
  const { http } = usePage();
  const { name, display_name: shown } = container;
  return (
    <ConfirmButton
      class="sm no"
      rests={rests}
      warning={purgeWarning(shown)}
      verb={<Leet text="PURG3 F0R EV3R" plain={`purge ${shown} for ever`} />}
      run={() => http.destroy(name, true)}
      done={`${shown} is purged`}
    >
      <Leet text="PURG3" plain={`purge ${shown}: remove the cage and all its files, cannot be undone`} />
    </ConfirmButton>
  );
}

/** What is lost when an agent, or what is left of one, is purged. */
export function purgeWarning(name: string): string {
  return `purge ${name}? this cannot be undone. its files, notes, configuration with its whole history, log-in and reminders are deleted for ever. only its messages, questions and decisions stay in the records.`;
}
