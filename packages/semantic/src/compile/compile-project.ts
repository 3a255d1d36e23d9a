import { type Finding, problemOf } from '../problems/finding.ts'
import type { ModelSource } from '../read/model-source.ts'
import { readProject } from '../read/read-project.ts'
import type { Dialect } from '../types/dialect.ts'
import type { AnyExplore, CompiledProject, ExploreError, Problem, SourceFile, WarehouseCatalog } from '../types/explore.ts'
import { catalogIndex } from './catalog-index.ts'
import { compileExplore, type ProjectScope } from './compile-explore.ts'
import { contentHash } from './content-hash.ts'
import { draftTable } from './draft-table.ts'
import type { TableDraft } from './table-draft.ts'

export type CompileProjectInput = {
  /** The files of a folder: a dbt project, a manifest, or plain YAML. Others are left alone. */
  files: readonly SourceFile[]
  /** Column types of the warehouse. Without it types come from the models alone. */
  catalog?: WarehouseCatalog
  dialect: Dialect
  /** 0 = Monday … 6 = Sunday; null: Monday. */
  startOfWeek?: number | null
  /** IANA zone of compiled intervals; UTC when absent. Queries name their own. */
  timezone?: string
}

/** To be raised when the same models compile to something else, so that stored explores are compiled anew. */
const compilerVersion = '2'

type Model = { draft: TableDraft; problems: Problem[]; broken: boolean }

/**
 * Turns model files into explores. What is wrong in a file is listed in `problems` and breaks only what depends on it;
 * broken models are in `explores` with their errors. Never throws for what is in the files.
 */
export function compileProject(input: CompileProjectInput): CompiledProject {
  const { files, catalog, dialect, startOfWeek, timezone } = input
  const source = readProject(files)
  const problems = [...source.problems]
  const columnTypes = catalogIndex(catalog)
  const models = new Map<string, Model>()
  for (const model of source.models) {
    const first = models.get(model.name)
    if (first !== undefined) {
      problems.push(duplicate(model, first.draft.source))
      continue
    }
    const draft = draftTable(model, dialect, columnTypes)
    const own = [...model.problems, ...draft.findings.map((finding) => problemOf(finding, model.name))]
    const isEmpty = draft.dimensions.size === 0 && !own.some(isError)
    if (isEmpty) own.push(problemOf(noDimensions(model), model.name))
    models.set(model.name, { draft, problems: own, broken: isEmpty || own.some(isError) })
  }
  const scope: ProjectScope = {
    drafts: models,
    sharedTables: new Map(),
    models: new Set(models.keys()),
    dialect,
    zone: timezone ?? 'UTC',
    startOfWeek: startOfWeek ?? 0,
  }
  const explores = [...models.values()].filter(({ draft }) => !draft.source.joinOnly).map((model) => exploreOf(scope, model))
  problems.push(...[...models.values()].flatMap((model) => model.problems))
  return { explores, problems: problems.toSorted(byPlace), reports: source.reports, revision: revisionOf(input) }
}

const isError = ({ severity }: Problem): boolean => severity === 'error'

function exploreOf(scope: ProjectScope, model: Model): AnyExplore {
  const { draft, problems } = model
  const report = (finding: Finding): void => void problems.push(problemOf(finding, draft.source.name))
  const explore = model.broken ? undefined : compileExplore(scope, draft, report)
  return explore ?? exploreError(draft, problems)
}

function exploreError({ source, label, dimensions }: TableDraft, problems: readonly Problem[]): ExploreError {
  const errors = problems.filter(isError).map(({ message, file, line }) => ({ type: 'METADATA_PARSE_ERROR' as const, message: `${message} (${file}:${line})` }))
  return {
    name: source.name,
    label,
    tags: source.tags,
    ...(source.groupLabel === undefined ? {} : { groupLabel: source.groupLabel }),
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

function revisionOf({ files, catalog, dialect, startOfWeek, timezone }: CompileProjectInput): string {
  const settings = JSON.stringify([compilerVersion, dialect.name, startOfWeek ?? null, timezone ?? null, catalog ?? null])
  return contentHash([settings, ...files.flatMap(({ path, text }) => [path, text])])
}
