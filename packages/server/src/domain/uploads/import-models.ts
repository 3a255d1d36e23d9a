import { keepModels, type KeptModels, type SourceFile } from '@atrium/semantic'
import { perform, readOperation, writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import type { UploadedModels } from '../../warehouses/ingest/ingest.ts'
import { planImport, type ImportObstacle, type ImportPlan, type ImportReport } from '../develop/plan-import.ts'
import { checkFolderName, placeOfSubfolder, swapSubfolder, type Subfolder } from '../develop/model-subfolder.ts'
import { performWithFiles, type FileChange } from '../develop/perform-with-files.ts'
import { loggedFiles } from '../develop/logged-files.ts'
import { writableFolder } from '../develop/model-folder.ts'
import { compileProject, type CompileOutcome } from '../projects/compile-project.ts'
import { lockProject } from '../projects/project-store.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { Project } from '../projects/types.ts'
import { discardUpload } from './discard-upload.ts'
import { findWholeUpload } from './upload-folder.ts'
import type { UploadsCtx } from './uploads-ctx.ts'

export type ImportModels = {
  projectId: string
  uploadId: string
  /** Name of the folder that the models get, inside of the model folder. */
  folder: string
  /** Only says what would happen. */
  dryRun: boolean
  /** Agrees to a folder of that name being replaced. */
  replace: boolean
}

export type ImportedModels = { report: ImportReport; /** Null: a dry run. */ compiled: CompileOutcome | null }

/**
 * Brings the models of an upload into a folder of their own, where they serve at once; or says what that would do. All or
 * nothing: when it fails the model folder is as before. Throws `invalid` for uploads without models, `conflict` for a
 * folder that is there when `replace` was not said.
 */
export async function importModels(ctx: UploadsCtx, input: ImportModels): Promise<ImportedModels> {
  // Reading takes its time: no transaction waits for it.
  const models = await perform(readModels, ctx, input)
  if (input.dryRun) return { report: (await perform(planModels, ctx, { ...input, models })).report, compiled: null }
  const imported = await performWithFiles(addModels, ctx, { ...input, models })
  await perform(discardUpload, ctx, input)
  return imported
}

const readModels = readOperation<UploadsCtx, ImportModels, ProjectTarget, UploadedModels>({
  name: 'models.read_upload',
  action: 'data.upload',
  target: projectTarget,
  async run(ctx, input, { project }) {
    checkFolderName(input.folder)
    await writableFolder(project)
    const { file, fileName, userId } = await findWholeUpload(ctx, input)
    return ctx.uploads.ingest.models({ file, fileName }, ctx.signal, userId)
  },
})

type Read = Pick<ImportModels, 'projectId' | 'folder' | 'replace'> & { models: Pick<UploadedModels, 'files' | 'others'> }

/** What would become of models that are at hand. */
export const planModels = readOperation<UploadsCtx, Read, ProjectTarget, PlannedModels>({
  name: 'models.plan_import',
  action: 'model.update',
  target: projectTarget,
  run: (ctx, input, { project }) => plannedIn(ctx, project, input),
})

/** Brings models that are at hand into a folder of their own, which a caller that fails afterwards takes back by `changes`. */
export const addModels = writeOperation<
  UploadsCtx,
  Read & { /** Gets what was done on disk, to be settled or taken back. */ changes: FileChange[] },
  ProjectTarget,
  ImportedModels
>({
  name: 'models.import',
  action: 'model.update',
  writes: true,
  target: projectTarget,
  async run(ctx, input, { project }) {
    // Two imports at once come one after the other: the second one sees the folder of the first.
    await lockProject(ctx.tx, project.id)
    const { report, files, before, place } = await plannedIn(ctx, project, input)
    const [obstacle] = report.obstacles
    if (obstacle !== undefined)
      throw new AppError(obstacle === 'models_taken' ? 'conflict' : 'invalid', obstacleSentences[obstacle](report), { reason: obstacle })
    if (before.length > 0 && !input.replace) {
      throw new AppError('conflict', `There is a folder ${report.folder} already. Agree to replace it, or choose another name.`, {
        reason: 'model_folder_exists',
      })
    }
    input.changes.push(await swapSubfolder(place, files))
    const compiled = await perform(compileProject, ctx, { projectId: project.id })
    ctx.record({
      targetKind: 'model_folder',
      targetId: report.folder,
      before: before.length === 0 ? null : { folder: report.folder, files: loggedFiles(before) },
      after: { folder: report.folder, files: loggedFiles(files), explores: report.explores.map(({ name }) => name) },
    })
    return { report, compiled }
  },
})

export type PlannedModels = ImportPlan & {
  /** What lies in the folder now. */ before: SourceFile[]
  /** Models that keep the name of before, by the path of their file. */ names: KeptModels['names']
  place: Subfolder
}

async function plannedIn(ctx: UploadsCtx, project: Project, { folder: name, models }: Read): Promise<PlannedModels> {
  const [folder, catalog] = await Promise.all([writableFolder(project), ctx.warehouses.of(project).catalog()])
  const place = await placeOfSubfolder(folder.folder, folder.newFilesIn, name)
  const prefix = `${folder.newFilesIn}${name}/`
  const before = folder.files.filter(({ path }) => path.startsWith(prefix))
  const { files: uploaded, names } = keepModels(
    models.files,
    before.map(({ path, text }) => ({ path: path.slice(prefix.length), text })),
  )
  const plan = await planImport(ctx, { project, folder, catalog, name, uploaded, others: models.others })
  return { ...plan, place, before, names }
}

/** What is in the way of an import, for people. */
export const obstacleSentences: Record<ImportObstacle, (report: ImportReport) => string> = {
  no_models: ({ formats }) =>
    `No model can be taken over: ${formats.flatMap(({ refused }) => refused.slice(0, 3).map(({ what, why }) => `${what}: ${why}`)).join('; ') || 'the files hold none'}.`,
  not_read_there: ({ folder }) =>
    `In ${folder} these files would not be read: the model folder of this project is a dbt project, and what a manifest or a project inside of it says is not part of it. Import YAML files, or use a project with a plain model folder.`,
  models_taken: ({ taken }) => {
    const named = taken.slice(0, 5).map(({ name, existingFile }) => `${name} (${existingFile})`)
    return `The project has models of these names already: ${named.join(', ')}${taken.length > named.length ? ' …' : ''}. Delete or rename them, or leave them out of the import.`
  },
}
