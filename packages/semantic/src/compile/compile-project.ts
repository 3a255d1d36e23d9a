import { type Finding, problemOf } from '../problems/finding.ts'
import type { ModelSource } from '../read/model-source.ts'
import { isCatalogFile, readCatalogs } from '../read/read-catalog.ts'
import { type ReadMemory, readProject } from '../read/read-project.ts'
import type { Dialect } from '../types/dialect.ts'
import type { AnyExplore, CompiledProject, ExploreError, ModelPlace, Problem, SourceFile, WarehouseCatalog } from '../types/explore.ts'
import { type CatalogIndex, catalogIndex } from './catalog-index.ts'
import type { JoinableModel } from './compile-joins.ts'
import { compileExplore, type ProjectScope } from './compile-explore.ts'
import { guardsOf } from '../types/guards.ts'
import { contentHash } from './content-hash.ts'
import { type CalendarMemory, withCalendars } from './calendars.ts'
import { checkOptions, projectParameters } from './explore-parameters.ts'
import { type DraftSettings, draftTable } from './draft-table.ts'
import { draftModelExplore, type ExploreIdentity } from './model-explores.ts'
import type { TableDraft } from './table-draft.ts'

export type CompileProjectInput = {
  /** The files of a folder: a dbt project, a manifest, or plain YAML. Others are left alone. */
  files: readonly SourceFile[]
  /** Column types of the warehouse. A table that it lacks is looked for in the `catalog.json` of dbt among the files; then types come from the models alone. */
  catalog?: WarehouseCatalog
  dialect: Dialect
  /** 0 = Monday … 6 = Sunday; null: Monday. */
  startOfWeek?: number | null
  /** Month with which fiscal years begin, 1 to 12; January when absent. */
  fiscalYearStart?: number
  /** IANA zone of compiled intervals; UTC when absent. Queries name their own. */
  timezone?: string
}

/** To be raised when the same models compile to something else, so that stored explores are compiled anew. */
const compilerVersion = '9'

/** A model with what is wrong in it alone. */
type Model = { draft: TableDraft; problems: readonly Problem[]; broken: boolean; /** Its further explores. */ explores: readonly ExploreOfModel[] }

/** An explore under the name of its model, or under one of its own. */
type ExploreOfModel = Omit<Model, 'explores'> & {
  identity?: ExploreIdentity
  /** What is wrong with its model, which is said there. */ inherited?: readonly Problem[]
}

/**
 * What a compilation leaves for the next one of the same project: models and explores that nothing has changed for are
 * taken over as they are, the same objects. Never read by anybody else.
 */
export type CompileMemory = {
  /** Everything but the files: another catalog, dialect or zone begins anew. */
  settings: string
  columnTypes: CatalogIndex
  /** dbt's own catalogs among the files, and what was read of them. */
  catalogs: { files: readonly SourceFile[]; findings: readonly Finding[] }
  files: ReadMemory
  /** The parameters of the project and the names of those of its models. */
  parameters: string
  /** Intervals of the project's own. */
  granularities: string
  models: WeakMap<ModelSource, Model>
  calendars: CalendarMemory<Model>
  explores: Map<string, { model: ExploreOfModel; joined: readonly (JoinableModel | undefined)[]; explore: AnyExplore }>
}

/** An empty memory, to be handed to every compilation of one project. */
export const compileMemory = (): CompileMemory => ({
  settings: '',
  columnTypes: catalogIndex(),
  catalogs: { files: [], findings: [] },
  files: new Map(),
  parameters: '',
  granularities: '[]',
  models: new WeakMap(),
  calendars: new WeakMap(),
  explores: new Map(),
})

/**
 * Turns model files into explores. What is wrong in a file is listed in `problems` and breaks only what depends on it;
 * broken models are in `explores` with their errors. Never throws for what is in the files.
 */
export function compileProject(input: CompileProjectInput, memory: CompileMemory = compileMemory()): CompiledProject {
  const { files, dialect, startOfWeek, fiscalYearStart, timezone } = input
  const settings = settingsOf(input)
  const catalogFiles = files.filter(isCatalogFile)
  if (memory.settings !== settings || !isSame(memory.catalogs.files, catalogFiles)) {
    const catalogs = { files: catalogFiles, ...readCatalogs(catalogFiles) }
    Object.assign(memory, compileMemory(), { settings, catalogs, columnTypes: catalogIndex(catalogs.catalog, input.catalog) })
  }
  const source = readProject(files, dialect, memory.files)
  const problems = [...source.problems, ...memory.catalogs.findings.map((finding) => problemOf(finding))]
  const granularities = JSON.stringify(source.granularities)
  // Which models name one of them is not kept: all are drafted anew.
  if (memory.granularities !== granularities) Object.assign(memory, { granularities, models: new WeakMap(), explores: new Map() })
  const draftSettings = { dialect, columnTypes: memory.columnTypes, granularities: new Map(source.granularities.map((one) => [one.name, one])) }
  const written = new Map<string, Model>()
  for (const model of source.models) {
    const first = written.get(model.name)
    if (first !== undefined) {
      problems.push(duplicate(model, first.draft.source))
      continue
    }
    const known = memory.models.get(model) ?? drafted(model, draftSettings)
    memory.models.set(model, known)
    written.set(model.name, known)
  }
  const models = withCalendars(written, memory.calendars)
  const parameters = projectParameters(
    source.parameters,
    [...models.values()].map(({ draft }) => draft),
  )
  const declared = JSON.stringify([parameters.own, [...parameters.all]])
  if (memory.parameters !== declared) memory.explores.clear()
  memory.parameters = declared
  const scope: ProjectScope = {
    drafts: models,
    projectParameters: parameters,
    sharedTables: new Map(),
    models: new Set(models.keys()),
    dialect,
    zone: timezone ?? 'UTC',
    startOfWeek: startOfWeek ?? 0,
    fiscalYearStart: fiscalYearStart ?? 1,
  }
  const wanted = exploresOfModels(models, problems)
  const explores = [...wanted.values()].map((model) => rememberedExplore(scope, model, memory, problems))
  for (const name of memory.explores.keys()) if (!wanted.has(name)) memory.explores.delete(name)
  problems.push(...[...models.values()].flatMap((model) => model.problems))
  checkOptions(source.parameters, models, (finding) => void problems.push(problemOf(finding)))
  for (const { draft } of models.values())
    checkOptions(draft.source.parameters ?? [], models, (finding) => void problems.push(problemOf(finding, draft.source.name)))
  return {
    explores,
    models: [...models.values()].map(placeOfModel),
    problems: onceEach(problems).toSorted(byPlace),
    reports: source.reports,
    revision: revisionOf(settings, files),
  }
}

/** Every explore by name, those of a model behind it. A name that is taken is reported, and its first use counts. */
function exploresOfModels(models: ReadonlyMap<string, Model>, problems: Problem[]): Map<string, ExploreOfModel> {
  const found = new Map<string, ExploreOfModel>()
  for (const [name, model] of models) {
    if (!model.draft.source.joinOnly) found.set(name, model)
    for (const own of model.explores) {
      const { name: ownName = '' } = own.identity ?? {}
      if (models.has(ownName) || found.has(ownName)) problems.push(takenName(model.draft.source, ownName))
      else {
        found.set(ownName, own)
        problems.push(...own.problems)
      }
    }
  }
  return found
}

function takenName(model: ModelSource, name: string): Problem {
  const at = model.explores.find((own) => own.name === name)?.at ?? model.at
  const message = `Explore ${name} of model ${model.name} has a name that another model or explore has.`
  return problemOf({ code: 'model.duplicate_explore', at, message, hint: 'Rename it; the other one is used.' }, model.name)
}

/** What is wrong with a model is found again in each of its explores, and said once. */
const onceEach = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify([problem.file, problem.line, problem.column, problem.code, problem.message]), problem])).values(),
]

function drafted(model: ModelSource, settings: DraftSettings): Model {
  const draft = draftTable(model, settings)
  const problems = [...model.problems, ...draft.findings.map((finding) => problemOf(finding, model.name))]
  // A model that is only joined may have nothing to show.
  const isEmpty = draft.dimensions.size === 0 && !model.joinOnly && !problems.some(isError)
  if (isEmpty) problems.push(problemOf(noDimensions(model), model.name))
  const broken = isEmpty || problems.some(isError)
  const explores = model.explores.map((own): ExploreOfModel => {
    const found = draftModelExplore(draft, own, settings)
    return { ...found, inherited: problems, broken: broken || found.problems.some(isError) }
  })
  return { draft, problems, broken, explores }
}

/** The explore of the last compilation when neither its model nor one that it joins is another, and nothing was wrong with it. */
function rememberedExplore(scope: ProjectScope, model: ExploreOfModel, memory: CompileMemory, problems: Problem[]): AnyExplore {
  const { name: modelName, joins } = model.draft.source
  const name = model.identity?.name ?? modelName
  const joined = joins.map((join) => scope.drafts.get(join.model))
  const known = memory.explores.get(name)
  if (known?.model === model && known.joined.every((one, place) => one === joined[place])) return known.explore
  const found = exploreOf(scope, model)
  problems.push(...found.problems)
  // What has problems says so again each time.
  if (found.problems.length === 0) memory.explores.set(name, { model, joined, explore: found.explore })
  else memory.explores.delete(name)
  return found.explore
}

const isError = ({ severity }: Problem): boolean => severity === 'error'

function exploreOf(scope: ProjectScope, { draft, problems, broken, identity, inherited = [] }: ExploreOfModel): { explore: AnyExplore; problems: Problem[] } {
  const found: Problem[] = []
  const report = (finding: Finding): void => void found.push(problemOf(finding, identity?.name ?? draft.source.name))
  const explore = broken ? undefined : compileExplore(scope, draft, report, identity)
  return { explore: explore ?? exploreError(draft, [...inherited, ...problems, ...found], identity), problems: found }
}

function placeOfModel({ draft: { source, label } }: Model): ModelPlace {
  const { file, line } = source.at
  return { name: source.name, label, file, line, ...(source.relation.name === undefined ? {} : { table: source.relation.name }) }
}

function exploreError({ source, label, dimensions }: TableDraft, problems: readonly Problem[], identity?: ExploreIdentity): ExploreError {
  const errors = onceEach(problems)
    .filter(isError)
    .map(({ message, file, line }) => ({ type: 'METADATA_PARSE_ERROR' as const, message: `${message} (${file}:${line})` }))
  return {
    name: identity?.name ?? source.name,
    label: identity?.label ?? label,
    tags: source.tags,
    ...(source.groupLabel === undefined ? {} : { groupLabel: source.groupLabel }),
    ...guardsOf(source, identity),
    errors: errors.length === 0 && dimensions.size === 0 ? [{ type: 'NO_DIMENSIONS_FOUND', message: `Model ${source.name} has no columns.` }] : errors,
  }
}

function noDimensions(model: ModelSource): Finding {
  return {
    code: 'model.no_dimensions',
    severity: 'warning',
    at: model.at,
    message: `Model ${model.name} has no columns and cannot be explored.`,
    hint: 'List its columns under "columns:".',
  }
}

function duplicate(second: ModelSource, first: ModelSource): Problem {
  return problemOf(
    {
      code: 'model.duplicate_model',
      at: second.at,
      message: `Model ${second.name} is defined twice; the first is in ${first.at.file}, line ${first.at.line}.`,
      hint: 'Remove or rename one of them. The first one is used.',
    },
    second.name,
  )
}

function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return a.line - b.line || a.column - b.column
}

/** What a compilation depends on besides the files. */
const isSame = (known: readonly SourceFile[], files: readonly SourceFile[]): boolean =>
  known.length === files.length && files.every(({ path, text }, place) => known[place]?.path === path && known[place].text === text)

const settingsOf = ({ dialect, startOfWeek, fiscalYearStart, timezone, catalog }: CompileProjectInput): string =>
  JSON.stringify([compilerVersion, dialect.name, startOfWeek ?? null, fiscalYearStart ?? 1, timezone ?? null, catalog ?? null])

const revisionOf = (settings: string, files: readonly SourceFile[]): string => contentHash([settings, ...files.flatMap(({ path, text }) => [path, text])])
