import { type AnyExplore, compileProject, type FormatReport, isExploreError, type Problem, type SourceFile, type WarehouseCatalog } from '@atrium/semantic'
import type { Ctx } from '../../access/operation.ts'
import { dialectOf } from '../../warehouses/dialect-of.ts'
import { isModelFilePath } from '../projects/list-model-files.ts'
import type { Project } from '../projects/types.ts'
import { compareModels, type ModelImpact } from './model-impact.ts'
import type { ModelFolder } from './model-folder.ts'

export type ImportedExplore = { name: string; label: string; file: string; line: number; /** Null: it works. */ error: string | null }
/** A model of the import that the project has already, in a file that stays. */
export type TakenModel = { name: string; file: string; line: number; existingFile: string }
/** Why an import cannot be made as it is. */
export type ImportObstacle = 'no_models' | 'not_read_there' | 'models_taken'

export type ImportReport = {
  /** Where the files go, relative to the model folder, with `/` at the end. */
  folder: string
  formats: FormatReport[]
  explores: ImportedExplore[]
  /** What is wrong in the files of the import; what its formats say of their own is in `formats`. */
  problems: Problem[]
  files: { created: string[]; overwritten: string[]; removed: string[] }
  /** Files of the upload that hold no models. */
  leftOut: string[]
  taken: TakenModel[]
  /** On the rest of the project. */
  impact: ModelImpact
  obstacles: ImportObstacle[]
}

export type ImportPlan = {
  report: ImportReport
  /** To be written, with paths inside of the folder. */
  files: SourceFile[]
  /** All that the project would have. */
  explores: AnyExplore[]
}

type Input = {
  project: Project
  folder: ModelFolder
  catalog: WarehouseCatalog
  name: string
  uploaded: readonly SourceFile[]
  others: readonly string[]
}

/** What would become of a project if these files lay in a subfolder of its models, in place of what is there now. Writes nothing. */
export async function planImport(ctx: Ctx, { project, folder, catalog, name, uploaded, others }: Input): Promise<ImportPlan> {
  const prefix = `${folder.newFilesIn}${name}/`
  const isInside = ({ file }: { file: string }): boolean => file.startsWith(prefix)
  const given = uploaded.map(({ path, text }) => ({ path: placeInFolder(path, uploaded), text }))
  const under = (files: readonly SourceFile[]): SourceFile[] => files.map(({ path, text }) => ({ path: prefix + path, text }))
  // By itself: what each format says of its own files.
  const alone = compileProject({ files: under(given), catalog, dialect: dialectOf(project), startOfWeek: project.startOfWeek })
  const strange = new Set(alone.problems.flatMap(({ code, file }) => (code === 'project.unknown_file' ? [file] : [])))
  const files = given.filter(({ path }) => isModelFilePath(prefix + path) && !strange.has(prefix + path))
  const rest = folder.files.filter(({ path }) => !path.startsWith(prefix))
  const now = new Set(folder.files.flatMap(({ path }) => (path.startsWith(prefix) ? [path] : [])))
  const paths = files.map(({ path }) => prefix + path)
  const { before, after, impact } = await compareModels(ctx, {
    project,
    catalog,
    before: folder.files,
    after: [...rest, ...under(files)].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  })
  const existing = new Map(before.models.filter((model) => !isInside(model)).map((model) => [model.name, model]))
  const taken = alone.models.flatMap(({ name: model, file, line }) => {
    const other = existing.get(model)
    return other === undefined ? [] : [{ name: model, file, line, existingFile: other.file }]
  })
  const obstacles: ImportObstacle[] = [
    ...(alone.models.length === 0 ? ['no_models' as const] : after.models.some(isInside) || taken.length > 0 ? [] : ['not_read_there' as const]),
    ...(taken.length > 0 ? ['models_taken' as const] : []),
  ]
  const explores = new Map(after.explores.map((explore) => [explore.name, explore]))
  return {
    files,
    explores: after.explores,
    report: {
      folder: prefix,
      formats: alone.reports,
      explores: after.models.filter(isInside).flatMap(({ name: model, label, file, line }) => {
        const explore = explores.get(model)
        return explore === undefined ? [] : [{ name: model, label, file, line, error: isExploreError(explore) ? (explore.errors[0]?.message ?? '') : null }]
      }),
      problems: after.problems.filter((problem) => isInside(problem) && !isOfReport(problem)),
      files: {
        created: paths.filter((path) => !now.has(path)),
        overwritten: paths.filter((path) => now.has(path)),
        removed: [...now].filter((path) => !paths.includes(path)),
      },
      leftOut: [...others, ...[...strange].map((path) => path.slice(prefix.length))],
      taken,
      impact: { ...impact, problems: impact.problems.filter((problem) => !isInside(problem)) },
      obstacles,
    },
  }
}

/** The reports of the formats say these, each in its place. */
const isOfReport = ({ code }: Problem): boolean => /\.(approximated|refused)$/.test(code)

/** Where a file of the import lies so that it is read: manifests in `target`, and JSON, which is YAML too, as YAML. */
function placeInFolder(path: string, all: readonly SourceFile[]): string {
  if (path === 'manifest.json' || path === 'catalog.json') return `target/${path}`
  if (!/\.json$/i.test(path) || /(^|\/)target\/(manifest|catalog)\.json$/.test(path)) return path
  const renamed = path.replace(/\.json$/i, '.yml')
  return all.some((other) => other.path === renamed) ? path.replace(/\.json$/i, '.json.yml') : renamed
}
