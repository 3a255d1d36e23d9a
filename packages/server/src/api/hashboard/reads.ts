import type { ChartDocument } from '@atrium/documents'
import type { Explore } from '@atrium/semantic'
import { perform } from '../../access/operation.ts'
import { listRecentQuestions } from '../../domain/catalog/recent-questions.ts'
import { listChartSummaries } from '../../domain/content/list-charts.ts'
import { listDashboards } from '../../domain/content/list-dashboards.ts'
import { listRecentViews } from '../../domain/content/recent-views.ts'
import type { Chart, DashboardSummary } from '../../domain/content/types.ts'
import { listEndpoints } from '../../domain/endpoints/get-endpoint.ts'
import type { Endpoint } from '../../domain/endpoints/types.ts'
import { listOpenExplores } from '../../domain/explore/list-open-explores.ts'
import { listMembers } from '../../domain/identity/members.ts'
import { listProjectAccess } from '../../domain/projects/access/list-project-access.ts'
import type { Project } from '../../domain/projects/types.ts'
import { isAppError } from '../../platform/errors.ts'
import type { RequestCtx } from '../house.ts'
import type { Somebody } from './wire/users.ts'

export type NamedByFiles = {
  explores: ReadonlyMap<string, Explore>
  chartById: ReadonlyMap<string, Chart>
  /** E-mail addresses by person, as far as the caller may know them. */
  addresses: ReadonlyMap<string, string>
}

/** A read that is done once; `now` is what came of it, as soon as it is there: thousands of fields need not wait then. */
export type Read<T> = { (): Promise<T>; now(): T | undefined }

/** Uses what a read gives: at once where it is there. */
export function whenRead<T, R>(read: Read<T>, give: (value: T) => R): R | Promise<R> {
  const known = read.now()
  return known === undefined ? read().then(give) : give(known)
}

/** What is read of one project while a document is run: each list once, whoever asks for it how often. */
export type ProjectReads = {
  project: Project
  /** By name. */
  explores(): Promise<ReadonlyMap<string, Explore>>
  /** Charts on explores that the caller may use. */
  charts(): Promise<readonly Chart[]>
  chartsByExplore(): Promise<ReadonlyMap<string, readonly Chart[]>>
  dashboards(): Promise<readonly DashboardSummary[]>
  /** Of charts and dashboards, by id. */
  views: Read<ReadonlyMap<string, number>>
  /** Of explores, by name. */
  questions(): Promise<ReadonlyMap<string, number>>
  people(): Promise<readonly Somebody[]>
  /** What files name beside their own thing. One promise for all of it: a thousand files wait for it. */
  namedByFiles: Read<NamedByFiles>
  endpoints(): Promise<readonly Endpoint[]>
}

/** The reads of each project, by its id. */
export type Reads = (project: Project) => ProjectReads

export function createReads(ctx: RequestCtx): Reads {
  const known = new Map<string, ProjectReads>()
  return (project) => {
    const reads = known.get(project.id) ?? readsOf(ctx, project)
    known.set(project.id, reads)
    return reads
  }
}

function readsOf(ctx: RequestCtx, project: Project): ProjectReads {
  const here = { projectId: project.id }
  const explores = once(async () => new Map((await perform(listOpenExplores, ctx, here)).map((explore) => [explore.name, explore])))
  const charts = once(async () => {
    const open = await explores()
    return (await perform(listChartSummaries, ctx, here)).filter(({ spec }) => open.has(spec.tableName))
  })
  const people = once(() => listPeople(ctx, project.id))
  return {
    project,
    explores,
    charts,
    chartsByExplore: once(async () => grouped(await charts(), ({ spec }: { spec: ChartDocument }) => spec.tableName)),
    dashboards: once(() => perform(listDashboards, ctx, here)),
    views: once(() => perform(listRecentViews, ctx, here)),
    questions: once(() => perform(listRecentQuestions, ctx, here)),
    people,
    namedByFiles: once(async () => {
      const [open, all, known] = await Promise.all([explores(), charts(), allowed(people)])
      return {
        explores: open,
        chartById: new Map(all.map((chart) => [chart.id, chart])),
        addresses: new Map((known ?? []).map(({ userId, email }) => [userId, email])),
      }
    }),
    endpoints: once(() => perform(listEndpoints, ctx, here)),
  }
}

/** Everybody who can see the project. What they may do there is for its administrators to know. */
async function listPeople(ctx: RequestCtx, projectId: string): Promise<Somebody[]> {
  const access = await allowed(() => perform(listProjectAccess, ctx, { projectId }))
  if (access !== null) return access.people.filter(({ isActive }) => isActive)
  const { members } = await perform(listMembers, ctx, { projectId })
  return members.filter(({ isActive, isPending }) => isActive && !isPending).map((member) => ({ ...member, role: null }))
}

/** Null for what the caller is refused. */
async function allowed<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (isAppError(error) && error.code === 'forbidden') return null
    throw error
  }
}

function once<T>(read: () => Promise<T>): Read<T> {
  let reading: Promise<T> | undefined
  let value: T | undefined
  const keep = async (): Promise<T> => (value = await read())
  return Object.assign(() => (reading ??= keep()), { now: () => value })
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}
