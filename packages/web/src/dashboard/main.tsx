import { createHttpClient } from "@hyperhive/client";
import { render } from "preact";
import { loadMarkdown } from "../markdown/load-markdown.ts";
import { keepFocus } from "../shell/keep-focus.ts";
import { createPage, PageProvider } from "../shell/page.ts";
import { DashboardPage } from "./dashboard-page.tsx";
import { openDashboard } from "./dashboard-state.ts";

void loadMarkdown();
keepFocus(document.body);
const page = createPage(createHttpClient({ baseUrl: "" }));
const dashboard = openDashboard(page);

render(
  <PageProvider value={page}>
    <DashboardPage dashboard={dashboard} />
  </PageProvider>,
  document.body,
);
