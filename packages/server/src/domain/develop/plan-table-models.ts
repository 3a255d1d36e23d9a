import { type AnyExplore, type CompiledProject, type GeneratedModel, isExploreError, type Problem, type WarehouseCatalog } from '@atrium/semantic'
import { AppError } from '../../platform/errors.ts'
import { dialectOf } from '../../warehouses/dialect-of.ts'
import type { Project } from '../projects/types.ts'
import { compileDraft, type Draft } from './compile-draft.ts'
import type { DevelopCtx } from './develop-ctx.ts'
import { firstModels, type StandingModel } from './first-models.ts'
import { versionOf } from './model-file.ts'
import type { ModelFolder } from './model-folder.ts'
import { impactOf, type ModelImpact } from './model-impact.ts'
import { freePath } from './new-model.ts'

export type TableModelsInput = {
  tables: readonly string[]
  /** Ids of proposed joins that are not wanted. */
  withoutJoins: readonly string[]
}

/** A model file as it would be written. */
export type TableModel = GeneratedModel & {
  /** What would be wrong in it. */
  problems: Problem[]
  /** The file that has a model of this name already. */
  takenBy: string | null
}

export type TableModelsPlan = {
  files: TableModel[]
  /** On the rest of the project. */
  impact: ModelImpact
  /** Of all paths and texts: who agrees to a plan says with it what was seen. */
  version: string
  /** The project as it would be. */
  after: CompiledProject
}

/**
 * The model files of some tables, and what would become of the project with them. Writes nothing. Throws `not_found` for
 * tables that are not there, `invalid` for those that no model can be made of, and where new files are not read.
 */
export async function planTableModels(
  ctx: DevelopCtx,
  { project, folder, ...input }: TableModelsInput & { project: Project; folder: ModelFolder },
): Promise<TableModelsPlan> {
  const tables = [...new Set(input.tables)]
  const warehouse = ctx.warehouses.of(project)
  const [catalog, keys] = await Promise.all([warehouse.catalog(), warehouse.keys()])
  const missing = tables.filter((table) => !Object.hasOwn(catalog, table))
  if (missing.length > 0) throw tablesMissing(missing)
  const before = compileDraft(project, folder.files, catalog)
  const generated = firstModels({
    tables,
    catalog,
    keys,
    dialect: dialectOf(project),
    fiscalYearStart: project.fiscalYearStart,
    standing: standingModels(before, catalog, new Set(tables)),
    withoutJoins: new Set(input.withoutJoins),
  })
  const models = placed(generated, folder)
  const after = compileDraft(project, folder.files, catalog, ...models)
  const impact = await impactOf(ctx, project, before, after)
  const existing = new Map(before.models.map(({ name, file }) => [name, file]))
  const paths = new Set(models.map(({ path }) => path))
  const read = new Set(after.models.map(({ file }) => file))
  const unread = models.find(({ path, model }) => !read.has(path) && !existing.has(model))
  if (unread !== undefined) throw notRead(unread.path)
  return {
    files: models.map((model) => ({
      ...model,
      problems: impact.problems.filter(({ file }) => file === model.path),
      takenBy: existing.get(model.model) ?? null,
    })),
    impact: { ...impact, problems: impact.problems.filter(({ file }) => !paths.has(file)) },
    version: versionOf(JSON.stringify(models.map(({ path, text }) => [path, text]))),
    after,
  }
}

/** Each at a path that no file has, letter case aside. */
function placed(models: readonly GeneratedModel[], { files, newFilesIn }: ModelFolder): GeneratedModel[] {
  const taken: Draft[] = [...files]
  return models.map((model) => {
    const path = freePath({ files: taken, newFilesIn }, model.model)
    taken.push({ path, text: model.text })
    return { ...model, path }
  })
}

/** Working models of tables that get none now: the one that is named after its table, or the only one. */
function standingModels({ models, explores }: CompiledProject, catalog: WarehouseCatalog, picked: ReadonlySet<string>): Map<string, StandingModel> {
  const working = new Map(explores.map((explore) => [explore.name, dimensionsOf(explore)]))
  const standing = new Map<string, StandingModel[]>()
  for (const { name, table = name } of models) {
    const dimensions = working.get(name)
    if (dimensions === undefined || picked.has(table) || !Object.hasOwn(catalog, table)) continue
    standing.set(table, [...(standing.get(table) ?? []), { name, dimensions }])
  }
  return new Map(
    [...standing].flatMap(([table, candidates]): [string, StandingModel][] => {
      const chosen = candidates.length === 1 ? candidates[0] : candidates.find(({ name }) => name === table)
      return chosen === undefined ? [] : [[table, chosen]]
    }),
  )
}

const dimensionsOf = (explore: AnyExplore): Set<string> | undefined =>
  isExploreError(explore) ? undefined : new Set(Object.keys(explore.tables[explore.baseTable]?.dimensions ?? {}))

const notRead = (path: string): AppError =>
  new AppError(
    'invalid',
    `${path} would not be read: the models of this project lie elsewhere, as its dbt_project.yml says. Create the file there, in Develop.`,
    { reason: 'not_read_there' },
  )

const tablesMissing = (tables: readonly string[]): AppError =>
  new AppError(
    'not_found',
    tables.length === 1 ? `There is no table ${named(tables)} in this project` : `There are no tables of these names in this project: ${named(tables)}`,
    { reason: 'table_missing' },
  )

const named = (tables: readonly string[]): string =>
  tables
    .slice(0, 5)
    .map((table) => table.slice(0, 100))
    .join(', ') + (tables.length > 5 ? ' …' : '')
