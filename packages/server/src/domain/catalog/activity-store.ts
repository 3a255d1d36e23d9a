import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { ProjectRole } from '../../platform/db/stored-values.ts'

export type PersonCount = { userId: string; firstName: string; lastName: string; count: number }
export type WeekOfQueries = { week: Date; people: number; queries: number }
export type Viewed = { id: string; kind: string; name: string; views: number }

export type ProjectActivity = {
  /** Active people by the highest role that their place in the organization, the project or its groups gives them here. */
  roles: Readonly<Partial<Record<ProjectRole, number>>>
  /** Who asked questions in the last seven days. */
  weeklyPeople: number
  mostQueries: PersonCount[]
  mostCreatedCharts: PersonCount[]
  /** Those of `roles` who have asked nothing in ninety days. */
  noQueries: Omit<PersonCount, 'count'>[]
  /** By week, oldest first; weeks without a question are there too. */
  weeks: WeekOfQueries[]
  /** Charts and dashboards by views, most first. */
  views: Viewed[]
}

const shown = 10
const weeks = 12

/** What is used in a project, and by whom, as of a moment. */
export async function readActivity(
  db: Db,
  { organizationId, projectId, now }: { organizationId: string; projectId: string; now: Date },
): Promise<ProjectActivity> {
  const people = sql`
    people as (
      select u.id, u.first_name, u.last_name,
             (select r.role from (
                select m.role where m.role <> 'member'
                union all select p.role from project_members p where p.user_id = u.id and p.project_id = ${projectId}
                union all select g.role from project_groups g join group_members gm on gm.group_id = g.group_id
                           where gm.user_id = u.id and g.project_id = ${projectId}) r
               order by array_position(array['admin', 'developer', 'editor', 'interactive_viewer', 'viewer'], r.role) limit 1) as role
        from organization_members m join users u on u.id = m.user_id
       where m.organization_id = ${organizationId} and u.kind = 'person' and u.is_active and not u.is_pending
    )`
  const asked = sql`q.project_id = ${projectId} and q.actor_id is not null and q.as_id is null`
  const person = sql`u.id as "userId", u.first_name as "firstName", u.last_name as "lastName"`
  const roles = await sql<{ role: ProjectRole; count: number }>`
    with ${people} select role, count(*)::int as count from people where role is not null group by role`.execute(db)
  const weekly = await sql<{ count: number }>`
    select count(distinct q.actor_id)::int as count from query_log q where ${asked} and q.at > ${now}::timestamptz - interval '7 days'`.execute(db)
  const mostQueries = await sql<PersonCount>`
    select ${person}, count(*)::int as count from query_log q join users u on u.id = q.actor_id
     where ${asked} and q.at > ${now}::timestamptz - interval '90 days' group by u.id order by count desc, u.id limit ${shown}`.execute(db)
  const mostCreated = await sql<PersonCount>`
    select ${person}, count(*)::int as count from resources r join users u on u.id = r.created_by
     where r.project_id = ${projectId} and r.kind = 'chart' and r.deleted_at is null group by u.id order by count desc, u.id limit ${shown}`.execute(db)
  const noQueries = await sql<Omit<PersonCount, 'count'>>`
    with ${people} select ${person} from people u
     where u.role is not null
       and not exists (select 1 from query_log q where ${asked} and q.actor_id = u.id and q.at > ${now}::timestamptz - interval '90 days')
     order by u.first_name, u.last_name, u.id limit ${shown}`.execute(db)
  const byWeek = await sql<WeekOfQueries>`
    select w.week, count(distinct q.actor_id)::int as people, count(q.id)::int as queries
      from generate_series(date_trunc('week', ${now}::timestamptz at time zone 'UTC') - interval '1 week' * ${weeks - 1}::int,
                           date_trunc('week', ${now}::timestamptz at time zone 'UTC'), interval '1 week') as w (week)
      left join query_log q on ${asked} and q.at >= w.week at time zone 'UTC' and q.at < (w.week + interval '1 week') at time zone 'UTC'
     group by w.week order by w.week`.execute(db)
  const views = await sql<Viewed>`
    select r.id, r.kind, r.name, v.views::int as views from resources r join resource_views v on v.resource_id = r.id
     where r.project_id = ${projectId} and r.deleted_at is null and r.kind <> 'space' order by v.views desc, r.id limit ${2 * shown}`.execute(db)
  return {
    roles: Object.fromEntries(roles.rows.map(({ role, count }) => [role, count])),
    weeklyPeople: weekly.rows[0]?.count ?? 0,
    mostQueries: mostQueries.rows,
    mostCreatedCharts: mostCreated.rows,
    noQueries: noQueries.rows,
    weeks: byWeek.rows,
    views: views.rows,
  }
}

/** How often each explore of a project was asked on its own page since then, by name; explores that nobody asked are left out. */
export async function questionsByExplore(db: Db, projectId: string, since: Date): Promise<Map<string, number>> {
  const { rows } = await sql<{ name: string; questions: string }>`
    select q.source_id as name, sum(coalesce((q.receipt->>'times')::int, 1)) as questions
      from query_log q
     where q.project_id = ${projectId} and q.source = 'explore' and q.at >= ${since} and q.source_id is not null and q.as_id is null
     group by q.source_id`.execute(db)
  return new Map(rows.map(({ name, questions }) => [name, Number(questions)]))
}
