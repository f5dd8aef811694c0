import { createHttpClient } from "@hyperhive/client";
import { render } from "preact";
import { loadMarkdown } from "../markdown/load-markdown.ts";
import { keepFocus } from "../shell/keep-focus.ts";
import { createPage, PageProvider } from "../shell/page.ts";
import { agentNameOf } from "./agent-name.ts";
import { AgentPage } from "./agent-page.tsx";
import { openAgentPage } from "./agent-page-state.ts";

void loadMarkdown();
keepFocus(document.body);
const page = createPage(createHttpClient({ baseUrl: "" }));
const model = openAgentPage(page, agentNameOf(location.pathname));

render(
  <PageProvider value={page}>
    <AgentPage model={model} />
  </PageProvider>,
  document.body,
);
