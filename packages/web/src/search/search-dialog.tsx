import { MAX_QUERY_LENGTH } from "@hyperhive/wire";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { FailureAlert } from "../controls/failure-alert.tsx";
import { Icon } from "../controls/icon.tsx";
import { Leet } from "../controls/leet.tsx";
import { usePage } from "../shell/page.ts";
import { FoundMessage } from "./found-message.tsx";
import { queryWords } from "./marked-text.ts";
import { createSearchRun, type SearchResult, type SearchRun } from "./search-run.ts";
import type { Search } from "./search-state.ts";
import { searchWords } from "./search-words.ts";

type Props = { readonly search: Search; readonly show: (id: number) => void };

/** The search over messages, above the page. Escape or a click beside it closes it. */
export function SearchDialog({ search, show }: Props) {
  const page = usePage();
  const run = useMemo(() => createSearchRun(page), [page]);
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector("input")?.select();
    run.ask(search.query.peek());
    return () => run.close();
  }, []);
  const close = () => dialog.current?.close();
  return (
    <dialog
      class="search"
      aria-label="search messages"
      ref={dialog}
      onClose={() => (search.open.value = false)}
      onClick={({ target, currentTarget }) => target === currentTarget && close()}
    >
      <div class="inside">
        <form class="bar" role="search" onSubmit={(event) => event.preventDefault()}>
          <Icon name="search" />
          <input
            class="field"
            type="text"
            enterkeyhint="search"
            aria-label="words to look for"
            placeholder='words, names, "a phrase"'
            maxLength={MAX_QUERY_LENGTH}
            autocomplete="off"
            value={search.query.value}
            onInput={({ currentTarget }) => {
              search.query.value = currentTarget.value;
              run.ask(currentTarget.value);
            }}
          />
          <button class="btn ghost icon" type="button" aria-label="close the search" onClick={close}>
            <Icon name="x" />
          </button>
        </form>
        <Results
          run={run}
          show={(id) => {
            close();
            show(id);
          }}
        />
      </div>
    </dialog>
  );
}

function Results({ run, show }: { run: SearchRun; show: (id: number) => void }) {
  const result = run.result.value;
  const words = useMemo(() => queryWords(result.query), [result.query]);
  const stable = useRef(show);
  stable.current = show;
  const showFound = useMemo(() => (id: number) => stable.current(id), []);
  return (
    <div class="results" tabIndex={0} role="region" aria-label="messages that were found">
      {result.found.length > 0 && (
        <ol class="found">
          {result.found.map((message) => (
            <FoundMessage key={message.id} message={message} words={words} show={showFound} />
          ))}
        </ol>
      )}
      <p class="verdict muted" role="status">
        {searchWords(result)}
      </p>
      <Further result={result} further={run.further} />
    </div>
  );
}

function Further({ result: { error, next, busy }, further }: { result: SearchResult; further: () => void }) {
  if (error !== undefined) return <FailureAlert title="the search has failed." error={error} again={further} />;
  if (next === undefined) return null;
  return (
    <p class="bar">
      <button class="btn sm" type="button" aria-busy={busy} aria-disabled={busy} onClick={() => !busy && further()}>
        <Leet text="L00K FURTH3R B4CK" plain="look further back" />
      </button>
    </p>
  );
}
