import { exploresOf, snapshotOf, type AnyExplore, type ExploresSnapshot, type Problem } from '@atrium/semantic'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import type { ModelSource, SemanticLayerSettings, TablesConfiguration, WarehouseSettings } from '../../platform/db/stored-values.ts'
import { AppError } from '../../platform/errors.ts'
import { isUuid } from '../../platform/ids.ts'
import { goneNames, nothingGone, type GoneNames } from './gone-names.ts'
import { metricChanges } from './metric-changes.ts'
import { insertMetricChanges } from './metric-changes-store.ts'
import { outlineOf } from './model-outline.ts'
import type { Project, ProjectModel } from './types.ts'

const columns = [
  'id',
  'number',
  'organization_id',
  'name',
  'type',
  'warehouse',
  'model_source',
  'timezone',
  'start_of_week',
  'fiscal_year_start',
  'tables_configuration',
  'upstream_project_id',
  'delete_after',
  'semantic_layer',
  'data_version',
  'created_by',
  'created_at',
] as const

/** The project, or null; anything that is not a UUID is simply not there. */
export async function findProject(db: Db | Tx, id: string): Promise<Project | null> {
  if (!isUuid(id)) return null
  const row = await db.selectFrom('projects').select(columns).where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toProject(row)
}

/** Projects of an organization, oldest first; `ids` narrows to what the caller may see (null: all). */
export async function listProjects(db: Db, organizationId: string, ids: readonly string[] | null): Promise<Project[]> {
  let query = db.selectFrom('projects').select(columns).where('organization_id', '=', organizationId)
  if (ids !== null) {
    if (ids.length === 0) return []
    query = query.where('id', 'in', ids)
  }
  return (await query.orderBy('created_at').orderBy('id').execute()).map(toProject)
}

export type NewProject = {
  id: string
  organizationId: string
  name: string
  type: 'DEFAULT' | 'PREVIEW'
  warehouse: WarehouseSettings
  modelSource: ModelSource
  timezone: string
  createdBy: string | null
}

/** Sets when a preview is deleted by itself; null: never. */
export async function updateDeleteAfter(tx: Tx, projectId: string, deleteAfter: Date | null): Promise<void> {
  await tx.updateTable('projects').set({ delete_after: deleteAfter }).where('id', '=', projectId).execute()
}

/** Previews whose end has come. */
export async function listEndedPreviews(db: Db, now: Date): Promise<string[]> {
  const rows = await db.selectFrom('projects').select('id').where('type', '=', 'PREVIEW').where('delete_after', '<=', now).orderBy('delete_after').execute()
  return rows.map(({ id }) => id)
}

export async function insertProject(tx: Tx, project: NewProject): Promise<void> {
  await tx
    .insertInto('projects')
    .values({
      id: project.id,
      organization_id: project.organizationId,
      name: project.name,
      type: project.type,
      warehouse: JSON.stringify(project.warehouse),
      model_source: JSON.stringify(project.modelSource),
      timezone: project.timezone,
      created_by: project.createdBy,
    })
    .execute()
  await tx
    .updateTable('organizations')
    .set({ default_project_id: project.id })
    .where('id', '=', project.organizationId)
    .where('default_project_id', 'is', null)
    .execute()
}

/** Points a project at another model folder; used when the demo's folder moved. */
export async function updateModelSource(tx: Tx, projectId: string, source: ModelSource): Promise<void> {
  await tx
    .updateTable('projects')
    .set({ model_source: JSON.stringify(source) })
    .where('id', '=', projectId)
    .execute()
}

/** Changes what a project is connected to. */
export async function updateWarehouse(tx: Tx, projectId: string, warehouse: WarehouseSettings): Promise<void> {
  await tx
    .updateTable('projects')
    .set({ warehouse: JSON.stringify(warehouse) })
    .where('id', '=', projectId)
    .execute()
}

/** Sets or clears the connection to another semantic layer. */
export async function updateSemanticLayer(tx: Tx, projectId: string, settings: SemanticLayerSettings | null): Promise<void> {
  await tx
    .updateTable('projects')
    .set({ semantic_layer: settings === null ? null : JSON.stringify(settings) })
    .where('id', '=', projectId)
    .execute()
}

/** Changes which explores a project offers. */
export async function updateStoredTables(tx: Tx, projectId: string, tables: TablesConfiguration): Promise<void> {
  await tx
    .updateTable('projects')
    .set({ tables_configuration: JSON.stringify(tables) })
    .where('id', '=', projectId)
    .execute()
}

/** Makes answers of before count no more: tables of the warehouse were written. */
export async function raiseDataVersion(tx: Tx, projectId: string): Promise<void> {
  await tx
    .updateTable('projects')
    .set({ data_version: sql`data_version + 1` })
    .where('id', '=', projectId)
    .execute()
}

/** Sets or clears the project that this one is a preview of. */
export async function updateUpstream(tx: Tx, projectId: string, upstreamProjectId: string | null): Promise<void> {
  await tx.updateTable('projects').set({ upstream_project_id: upstreamProjectId }).where('id', '=', projectId).execute()
}

/** Gives a project the time zone, weeks, fiscal year and choice of tables of another one. */
export async function copySettings(tx: Tx, from: string, to: string): Promise<void> {
  await sql`
    update projects p
       set timezone = s.timezone, start_of_week = s.start_of_week, fiscal_year_start = s.fiscal_year_start, tables_configuration = s.tables_configuration
      from projects s where s.id = ${from} and p.id = ${to}`.execute(tx)
}

/** Gives people and groups of a project the same roles in another one. */
export async function copyAccess(tx: Tx, from: string, to: string): Promise<void> {
  await sql`
    insert into project_members (project_id, user_id, role)
    select ${to}, user_id, role from project_members where project_id = ${from} on conflict do nothing`.execute(tx)
  await sql`
    insert into project_groups (project_id, group_id, role)
    select ${to}, group_id, role from project_groups where project_id = ${from} on conflict do nothing`.execute(tx)
}

/** Gives a project the compiled model of another one, as it is; nothing when that has none. */
export async function copyModel(tx: Tx, from: string, to: string): Promise<void> {
  await sql`
    insert into project_models (project_id, revision, explores, problems, compiled_at, made_by, gone_fields)
    select ${to}, revision, explores, problems, compiled_at, made_by, gone_fields from project_models where project_id = ${from}`.execute(tx)
}

/** What lies in a project: numbers of things that are not in the trash, and of people who are in it by name. */
export type ProjectContent = { charts: number; dashboards: number; spaces: number; people: number }

export async function countProjectContent(db: Db | Tx, projectId: string): Promise<ProjectContent> {
  const kinds = await db
    .selectFrom('resources')
    .select((build) => ['kind', build.fn.countAll<string>().as('count')])
    .where('project_id', '=', projectId)
    .where('deleted_at', 'is', null)
    .groupBy('kind')
    .execute()
  const people = await db
    .selectFrom('project_members')
    .select((build) => build.fn.countAll<string>().as('count'))
    .where('project_id', '=', projectId)
    .executeTakeFirstOrThrow()
  const numberOf = (kind: string): number => Number(kinds.find((one) => one.kind === kind)?.count ?? 0)
  return { charts: numberOf('chart') + numberOf('sql_chart'), dashboards: numberOf('dashboard'), spaces: numberOf('space'), people: Number(people.count) }
}

/** Deletes a project with all that lies in it; another one becomes the organization's default when this was it. */
export async function deleteStoredProject(tx: Tx, projectId: string): Promise<void> {
  await tx.deleteFrom('projects').where('id', '=', projectId).execute()
  await sql`
    update organizations o
       set default_project_id = (select p.id from projects p where p.organization_id = o.id and p.type = 'DEFAULT' order by p.created_at limit 1)
     where o.default_project_id = ${projectId}`.execute(tx)
}

/** What people set of a project. */
export type ProjectSettings = Pick<Project, 'name' | 'timezone' | 'startOfWeek' | 'fiscalYearStart'>

/** Changes settings of a project; those that are left out stay. */
export async function updateSettings(tx: Tx, projectId: string, { name, timezone, startOfWeek, fiscalYearStart }: Partial<ProjectSettings>): Promise<void> {
  const changed = {
    ...(name === undefined ? {} : { name }),
    ...(timezone === undefined ? {} : { timezone }),
    ...(startOfWeek === undefined ? {} : { start_of_week: startOfWeek }),
    ...(fiscalYearStart === undefined ? {} : { fiscal_year_start: fiscalYearStart }),
  }
  if (Object.keys(changed).length > 0) await tx.updateTable('projects').set(changed).where('id', '=', projectId).execute()
}

/** How long a change of a project waits for another one. Whoever waits holds a connection to the store, of which there are few. */
const lockWaitSeconds = 5

/**
 * Waits for others that change the project, and makes them wait until this transaction ends. Throws `unavailable` when they take longer than a few seconds:
 * then nothing was done, and the same may be asked again.
 */
export async function lockProject(tx: Tx, projectId: string): Promise<void> {
  await sql`set local lock_timeout = ${sql.lit(lockWaitSeconds * 1000)}`.execute(tx)
  try {
    // Weaker than "for update": content that refers to the project is saved meanwhile.
    await tx.selectFrom('projects').select('id').where('id', '=', projectId).forNoKeyUpdate().execute()
  } catch (error) {
    if ((error as { code?: unknown }).code !== lockNotAvailable) throw error
    throw new AppError(
      'unavailable',
      'The models of this project are being changed by somebody else at this moment. Nothing was changed; try again in a few seconds.',
      { reason: 'project_busy', retryAfterSeconds: lockWaitSeconds },
      { cause: error },
    )
  }
  await sql`set local lock_timeout to default`.execute(tx)
}
/** PostgreSQL's code for a lock that was not there in time. */
const lockNotAvailable = '55P03'

export type FolderProject = { id: string; organizationId: string; folder: string }

/** Projects of all organizations whose models come from a folder. */
export async function listFolderProjects(db: Db): Promise<FolderProject[]> {
  const rows = await db.selectFrom('projects').select(['id', 'organization_id', 'model_source']).execute()
  return rows.flatMap(({ id, organization_id: organizationId, model_source: source }) =>
    source.type === 'folder' ? [{ id, organizationId, folder: source.path }] : [],
  )
}

export type NewProjectModel = Omit<ProjectModel, 'explores' | 'gone'> & { explores: AnyExplore[] }

/** Replaces the compiled model, `before`, and remembers what it had that is gone. */
export async function saveProjectModel(tx: Tx, before: ProjectModel | null, model: NewProjectModel): Promise<void> {
  const gone = before === null ? nothingGone : goneNames(before.gone, outlineOf(before.explores.values()), outlineOf(model.explores))
  const values = {
    project_id: model.projectId,
    revision: model.revision,
    explores: JSON.stringify(snapshotOf(model.explores)),
    problems: JSON.stringify(model.problems),
    compiled_at: model.compiledAt,
    made_by: model.madeBy,
    gone_fields: JSON.stringify(gone),
  }
  await tx
    .insertInto('project_models')
    .values(values)
    .onConflict((conflict) => conflict.column('project_id').doUpdateSet(values))
    .execute()
  // What the first model has is where its history begins.
  if (before !== null) await insertMetricChanges(tx, model.projectId, model.compiledAt, metricChanges(before.explores.values(), model.explores))
}

export async function findProjectModel(db: Db | Tx, projectId: string): Promise<ProjectModel | null> {
  const row = await db.selectFrom('project_models').selectAll().where('project_id', '=', projectId).executeTakeFirst()
  if (row === undefined) return null
  // Before snapshots it was a plain list; the next compilation replaces it.
  const explores = Array.isArray(row.explores) ? (row.explores as AnyExplore[]) : exploresOf(row.explores as ExploresSnapshot)
  return {
    projectId,
    revision: row.revision,
    explores: new Map(explores.map((explore) => [explore.name, explore])),
    problems: row.problems as Problem[],
    compiledAt: row.compiled_at,
    madeBy: row.made_by,
    gone: { ...nothingGone, ...(row.gone_fields as Partial<GoneNames>) },
  }
}

type Row = {
  id: string
  number: number
  organization_id: string
  name: string
  type: 'DEFAULT' | 'PREVIEW'
  warehouse: WarehouseSettings
  model_source: ModelSource
  timezone: string
  start_of_week: number | null
  fiscal_year_start: number
  tables_configuration: Project['tablesConfiguration']
  upstream_project_id: string | null
  delete_after: Date | null
  semantic_layer: SemanticLayerSettings | null
  data_version: string
  created_by: string | null
  created_at: Date
}

function toProject(row: Row): Project {
  return {
    id: row.id,
    number: row.number,
    organizationId: row.organization_id,
    name: row.name,
    type: row.type,
    warehouse: row.warehouse,
    modelSource: row.model_source,
    timezone: row.timezone,
    startOfWeek: row.start_of_week,
    fiscalYearStart: row.fiscal_year_start,
    tablesConfiguration: row.tables_configuration,
    upstreamProjectId: row.upstream_project_id,
    deleteAfter: row.delete_after,
    semanticLayer: row.semantic_layer,
    dataVersion: row.data_version,
    createdBy: row.created_by,
    createdAt: row.created_at,
  }
}

/** The organization's oldest project on exactly this warehouse, or null. */
export async function findProjectOnWarehouse(db: Db, organizationId: string, warehouse: WarehouseSettings): Promise<Project | null> {
  const all = await listProjects(db, organizationId, null)
  return all.find((project) => JSON.stringify(sortedEntries(project.warehouse)) === JSON.stringify(sortedEntries(warehouse))) ?? null
}

const sortedEntries = (settings: WarehouseSettings): [string, unknown][] => Object.entries(settings).toSorted(([a], [b]) => (a < b ? -1 : 1))

/** The installation's oldest organization, or null before there is one. */
export async function firstOrganization(db: Db): Promise<string | null> {
  const row = await db.selectFrom('organizations').select('id').orderBy('created_at').limit(1).executeTakeFirst()
  return row?.id ?? null
}

/** Which of these ids are projects, of any organization. */
export async function projectsThatExist(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db.selectFrom('projects').select('id').where('id', 'in', ids).execute()
  return new Set(rows.map(({ id }) => id))
}
