import type { NoticeKind } from "@hyperhive/wire";
import { summaryOf, type PushNotice } from "./push-notice.ts";

/** How many of a kind are told of one by one when they pile up; more become one notice. */
const ONE_BY_ONE: Readonly<Record<NoticeKind, number>> = { approval: 8, question: 8, message: 1 };

/** Notices of one kind that wait to be sent to one browser; holds a handful, however many come. */
export class Backlog {
  #notices: PushNotice[] = [];
  /** How many stand behind the last notice without being held. */
  #folded = 0;

  add(notice: PushNotice): void {
    this.#notices.push(notice);
    if (this.#folded === 0 && this.#notices.length <= ONE_BY_ONE[notice.kind]) return;
    this.#folded += this.#notices.length - 1;
    this.#notices = [notice];
  }

  /** Takes what is to be sent next: the oldest, or one notice for all when there are too many. */
  take(): PushNotice | undefined {
    const notice = this.#notices.shift();
    const count = this.#folded + 1;
    this.#folded = 0;
    return notice === undefined || count === 1 ? notice : summaryOf(count, notice);
  }
}
