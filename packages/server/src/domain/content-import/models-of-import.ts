import type { ImportPlan, SkippedItem } from '@atrium/documents'
import { inPlaceOfUnread, withoutModelsOf, type AnyExplore, type FormatReport, type SourceFile } from '@atrium/semantic'
import { perform, type WriteCtx } from '../../access/operation.ts'
import { decide } from '../../access/rules.ts'
import { AppError } from '../../platform/errors.ts'
import type { FileChange } from '../develop/perform-with-files.ts'
import { versionOf } from '../develop/model-file.ts'
import { addModels, planModels, type PlannedModels } from '../uploads/import-models.ts'
import type { ProjectTarget } from '../projects/project-target.ts'
import type { ContentImportCtx } from './content-import-ctx.ts'
import type { ImportedModels } from './content-import-store.ts'

/** What would become of the data models beside the content. */
export type ModelsReport = Pick<PlannedModels['report'], 'folder' | 'explores' | 'impact'> & { formats: FormatReport[] }

export type ModelsPlan = {
  /** Null: none is brought in. */
  report: ModelsReport | null
  skipped: SkippedItem[]
  /** What the project would have with them; null: what it has. */
  explores: readonly AnyExplore[] | null
  files: readonly SourceFile[]
  /** Names of before that models keep, by the path of their file. */
  names: ReadonlyMap<string, string>
  before: readonly SourceFile[]
}

/** Where they go, inside of the model folder: the next import of the same tool replaces them. */
const folderOf = (format: ImportPlan['format']): string => format
/** Letters of all of them: what was there before is kept to be put back. */
const mostLetters = 2_000_000

/**
 * Plans to bring in data models. Those that the project has already stay as they are, and charts ask them; a model folder that
 * is not written here takes none, with the reason.
 */
export async function planModelsOf(
  ctx: ContentImportCtx,
  { project, ...target }: ProjectTarget,
  { format, models }: { format: ImportPlan['format']; models: readonly SourceFile[] },
): Promise<ModelsPlan> {
  const none = (skipped: SkippedItem[]): ModelsPlan => ({ report: null, skipped, explores: null, files: [], names: new Map(), before: [] })
  const all = (reason: string): ModelsPlan => none(models.map(({ path }) => ({ kind: 'model', name: path, file: path, reason })))
  if (models.length === 0) return none([])
  if (models.reduce((sum, { text }) => sum + text.length, 0) > mostLetters)
    return all('All data models together are larger than 2 MB: import them under Develop, Import models, and the content after that.')
  if (ctx.actor.kind === 'user' && !decide(ctx.actor, 'model.update', target).allowed)
    return all('You may not change the models of this project: somebody who may has to import the data models.')
  const planned = (files: readonly SourceFile[]): Promise<PlannedModels> =>
    perform(planModels, ctx, { projectId: project.id, folder: folderOf(format), replace: true, models: { files: [...files], others: [] } })
  try {
    const first = await planned(models)
    const taken = new Map(first.report.taken.map((one) => [one.file.slice(first.report.folder.length), one]))
    const before = first.before.map(({ path, text }) => ({ path: path.slice(first.report.folder.length), text }))
    const inTheWay = inPlaceOfUnread(models, before)
    const skipped = models.flatMap(({ path }): SkippedItem[] => {
      const other = taken.get(yamlName(path))
      if (other !== undefined)
        return [{ kind: 'model', name: other.name, file: path, reason: `The project has this model already, in ${other.existingFile}: charts ask that one.` }]
      return inTheWay.includes(path) ? [{ kind: 'model', name: path, file: path, reason: unreadReason(first.report.folder) }] : []
    })
    const left = models.filter(({ path }) => !taken.has(yamlName(path)) && !inTheWay.includes(path))
    if (left.length === 0) return none(skipped)
    // Models of earlier imports that this export says nothing of stay.
    const stay = withoutModelsOf(left, before)
    const isAll = left.length === models.length && stay.length === 0
    const { report, explores, files, names } = isAll ? first : await planned([...left, ...stay])
    const refused = report.formats.flatMap((one) => one.refused.map(({ what, why }) => `${what}: ${why ?? ''}`))
    if (report.obstacles.length > 0)
      return none([...skipped, ...left.map(({ path }): SkippedItem => ({ kind: 'model', name: path, file: path, reason: reasons(report.obstacles, refused) }))])
    return {
      report: { folder: report.folder, formats: report.formats, explores: report.explores, impact: report.impact },
      skipped,
      explores,
      files,
      names,
      before: first.before,
    }
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return all(error.message)
    throw error
  }
}

const unreadReason = (folder: string): string =>
  `A file in ${folder} that this one would replace cannot be read as a data model of Hashboard. It may hold rules of who sees which rows: mend, move or delete it, then import again.`

/** JSON goes into the folder as YAML. */
const yamlName = (path: string): string => path.replace(/\.json$/i, '.yml')

const reasons = (obstacles: PlannedModels['report']['obstacles'], refused: readonly string[]): string =>
  obstacles.includes('not_read_there')
    ? 'It would not be read in the model folder of this project. Use a project with a plain model folder.'
    : `Nothing of it can be taken over. ${refused.slice(0, 3).join('; ')}`.trim()

/** Writes the models of a plan; what that did, null when they are there as they are. */
export async function writeModels(
  ctx: ContentImportCtx & WriteCtx,
  { projectId, format, plan, changes }: { projectId: string; format: ImportPlan['format']; plan: ModelsPlan; changes: FileChange[] },
): Promise<ImportedModels | null> {
  const { report, files, before } = plan
  if (report === null) return null
  const after = files.map(({ path, text }) => ({ path: report.folder + path, version: versionOf(text) }))
  if (isSame(before, after)) return null
  await perform(addModels, ctx, { projectId, folder: folderOf(format), replace: true, models: { files: [...files], others: [] }, changes })
  return { folder: report.folder, before: before.length === 0 ? null : [...before], after }
}

/** Whether the files of a folder are those that an import wrote. */
export const isSame = (files: readonly SourceFile[], written: ImportedModels['after']): boolean =>
  files.length === written.length && written.every(({ path, version }) => files.some((file) => file.path === path && versionOf(file.text) === version))
