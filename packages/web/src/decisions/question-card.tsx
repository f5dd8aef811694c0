import { displayName, type Question } from "@hyperhive/wire";
import { Age } from "../clock/age.tsx";
import { ConfirmButton } from "../controls/confirm-button.tsx";
import { Leet } from "../controls/leet.tsx";
import { memo } from "../controls/memo.tsx";
import { senderClass } from "../format/sender-class.ts";
import { MarkdownView } from "../markdown/markdown-view.tsx";
import { usePage } from "../shell/page.ts";
import { AnswerForm } from "./answer-form.tsx";
import { DeadlineChip, Drain } from "./deadline.tsx";
import type { DecisionDesk } from "./decision-desk.ts";

type Props = { readonly question: Question; readonly desk: DecisionDesk };

/** A question that waits: who asks what, until when, and the forms to answer it or to take it back. */
export const QuestionCard = memo(function QuestionCard({ question, desk }: Props) {
  const { id, asker, asked_at: at } = question;
  return (
    <article class="card ask" id={`q-${id}`} aria-labelledby={`q-${id}-text`} tabIndex={-1}>
      <Drain question={question} />
      <p class="meta">
        <span class="mono muted">#{id}</span>
        <b class={`mono ${senderClass(asker)}`}>
          <bdi>{displayName(asker)}</bdi>
        </b>
        <span class="muted">
          <Age at={at} /> ago
        </span>
        <DeadlineChip question={question} />
      </p>
      <div class="qtext" id={`q-${id}-text`}>
        <MarkdownView text={question.question} />
      </div>
      <div class="qform">
        <AnswerForm question={question} desk={desk} />
        <CancelForm question={question} desk={desk} />
      </div>
    </article>
  );
});

/** Stands apart from the answer, so that nothing of that is sent with it. */
function CancelForm({ question: { id, asker }, desk }: Props) {
  const { http } = usePage();
  const name = displayName(asker);
  return (
    <form class="qcancel" onSubmit={(event) => event.preventDefault()}>
      <ConfirmButton
        class="ghost"
        warning={`${name} gets [cancelled] instead of an answer and goes on without one.`}
        verb={<Leet text={`C4NC3L #${id}`} plain={`cancel question ${id} now`} />}
        run={() => desk.decide(`q-${id}`, () => http.cancelQuestion(id))}
        done={`cancelled #${id}; ${name} was told`}
      >
        <Leet text="C4NC3L" plain={`cancel question ${id}; ${name} gets [cancelled]`} />
      </ConfirmButton>
    </form>
  );
}
