import { MAX_ANSWER_LENGTH, type Question } from "@hyperhive/wire";
import { displayName } from "@hyperhive/wire";
import { Leet } from "../controls/leet.tsx";
import { useAction } from "../controls/use-action.ts";
import { WordsField } from "../controls/words-field.tsx";
import { usePage } from "../shell/page.ts";
import { answerText, withPressed } from "./answer-text.ts";
import type { DecisionDesk } from "./decision-desk.ts";

type Props = { readonly question: Question; readonly desk: DecisionDesk };

/** The answer: options, if there are any, and always own words, which go together. */
export function AnswerForm({ question, desk }: Props) {
  const page = usePage();
  const draft = desk.answerTo(question.id);
  const { id, asker } = question;
  const text = answerText(question, draft.value);
  const { busy, resting, act } = useAction({
    run: () => desk.decide(`q-${id}`, () => page.http.answerQuestion(id, text)),
    done: `answered #${id}; ${displayName(asker)} was told`,
    rests: text === "",
  });
  return (
    <form
      class="qanswer"
      onSubmit={(event) => {
        event.preventDefault();
        void act();
      }}
    >
      {question.options.length > 0 && <Options question={question} desk={desk} />}
      <label class="sr" for={`f-${id}`}>
        {question.options.length > 0 ? `or type your own answer to question ${id}` : `your answer to question ${id}`}
      </label>
      <WordsField
        id={`f-${id}`}
        value={draft.value.words}
        write={(words) => (draft.value = { ...draft.value, words })}
        submit={() => void act()}
        maxLength={MAX_ANSWER_LENGTH}
        placeholder={question.options.length > 0 ? "or type your own…" : "type your answer…"}
      />
      <button class="btn fill ask-btn" type="submit" aria-disabled={resting} aria-busy={busy}>
        <Leet text="4NSW3R" plain={`answer question ${id}`} />
      </button>
    </form>
  );
}

function Options({ question, desk }: Props) {
  const { id, options, multi } = question;
  const draft = desk.answerTo(id);
  return (
    <fieldset>
      <legend class="sr">{multi ? "choose any" : "choose one; press it again to take it back"}</legend>
      <div class="opts">
        {options.map((option, at) => (
          <label class="opt" key={at}>
            <input
              type={multi ? "checkbox" : "radio"}
              name={`o-${id}`}
              checked={draft.value.chosen.includes(at)}
              onClick={() => (draft.value = withPressed(draft.value, at, question))}
            />
            <bdi>{option}</bdi>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
