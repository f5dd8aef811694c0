import type { Migration } from "../store/migration.ts";

/** The first shape of the approvals, and of the builds that carry them out. */
export const createApprovals: Migration = {
  name: "create approvals and builds",
  sql: `
    create table approvals (
      id integer primary key autoincrement,
      agent text not null,
      kind text not null check (kind in ('apply_commit', 'spawn', 'init_config')),
      commit_ref text not null,
      sha text,
      description text,
      requested_by text not null,
      requested_at integer not null,
      stage text not null check (stage in ('submitting', 'pending', 'approved', 'building', 'deploying', 'deployed',
        'failing', 'failed', 'denied', 'revise')),
      resolved_at integer,
      note text,
      risk text,
      tagged integer not null default 0
    ) strict;
    create index approvals_open on approvals (agent, id)
      where stage in ('submitting', 'pending', 'approved', 'building', 'deploying', 'failing');
    create index approvals_untagged on approvals (id) where tagged = 0;
    create index approvals_resolved on approvals (resolved_at, id) where resolved_at is not null;
    create index approvals_of_agent on approvals (agent, id);
    create table builds (
      id integer primary key autoincrement,
      agent text not null,
      kind text not null check (kind in ('apply_commit', 'spawn', 'init_config', 'rebuild')),
      approval_id integer,
      requested_by text not null,
      requested_at integer not null,
      state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
      started_at integer,
      ended_at integer,
      note text
    ) strict;
    create index builds_open on builds (id) where state in ('queued', 'running');
    create index builds_by_approval on builds (approval_id) where approval_id is not null;
    create index builds_ended on builds (ended_at) where ended_at is not null;
    create table build_lines (
      build_id integer not null,
      seq integer not null,
      at integer not null,
      line text not null,
      primary key (build_id, seq)
    ) strict, without rowid;
  `,
};
