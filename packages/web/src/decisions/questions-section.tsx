import { GlyphLabel } from "../controls/heading.tsx";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { SectionBody } from "../shell/section-body.tsx";
import type { DecisionDesk } from "./decision-desk.ts";
import { QuestionCard } from "./question-card.tsx";

/** Questions to the operator, oldest first; nothing while there are none. */
export function QuestionsSection({ dashboard, desk }: { dashboard: Dashboard; desk: DecisionDesk }) {
  const shown = dashboard.parts.questions.value;
  if (shown.status === "loading") return null;
  const count = shown.status === "shown" ? shown.data.length : undefined;
  if (shown.status === "shown" && count === 0 && shown.problems.length === 0) return null;
  return (
    <section id="questions" aria-labelledby="h-q" class="sec">
      <div class="head">
        <h3 id="h-q" aria-label="questions">
          <GlyphLabel text="QU3ST10NS" />
        </h3>
        <span class="count">{count}</span>
      </div>
      <SectionBody shown={shown} what="the questions" retry={dashboard.retryState}>
        {(questions) => (
          <div class="qs">
            {questions.map((question) => (
              <QuestionCard key={question.id} question={question} desk={desk} />
            ))}
          </div>
        )}
      </SectionBody>
    </section>
  );
}
