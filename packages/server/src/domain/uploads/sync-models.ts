import { writeFile } from 'node:fs/promises'
import { keepModels, type SourceFile } from '@atrium/semantic'
import { perform, readOperation, writeOperation, type WriteCtx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import type { UploadedModels } from '../../warehouses/ingest/ingest.ts'
import { authorOf, storeOf } from '../content/content-ctx.ts'
import { loggedFiles } from '../develop/logged-files.ts'
import { versionOf } from '../develop/model-file.ts'
import { writableFolder } from '../develop/model-folder.ts'
import { checkFolderName, placeOfSubfolder, swapSubfolder, type Subfolder } from '../develop/model-subfolder.ts'
import { performWithFiles, type FileChange } from '../develop/perform-with-files.ts'
import { planImport } from '../develop/plan-import.ts'
import { compileProject, type CompileOutcome } from '../projects/compile-project.ts'
import { lockProject } from '../projects/project-store.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { Project } from '../projects/types.ts'
import { findModelSync, saveModelSync, type ModelSync } from './model-sync-store.ts'
import { syncReport, type SyncObstacle, type SyncReport } from './sync-report.ts'
import { beginUploadFolder, removeUpload } from './upload-folder.ts'
import type { UploadsCtx } from './uploads-ctx.ts'

export type SyncModels = {
  projectId: string
  /** The folder that is kept like the archive, right inside of the model folder. */
  folder: string
  fileName: string
  /** A ZIP of the files. */
  archive: Buffer
  /** Only says what would happen. */
  dryRun: boolean
}

export type SyncedModels = {
  /** False: something fatal is among the problems, and nothing was changed. */
  applicable: boolean
  /** Whether files were written. False also when all of them are as they were. */
  changed: boolean
  report: SyncReport
  /** Null: nothing was written. */
  compiled: CompileOutcome | null
}

/** Letters of the files of before up to which they are kept to be put back. */
const mostLetters = 2_000_000

/**
 * Makes a folder of models what an archive holds: new files come, those of the archive before that it no longer has go. All or
 * nothing, and the same archive again changes nothing. Files that people wrote there stay; where they changed one that a
 * synchronization brought, it is refused until that is undone. Throws `invalid` for what is no archive of models and for
 * projects whose models are not written here.
 */
export async function syncModels(ctx: UploadsCtx, input: SyncModels): Promise<SyncedModels> {
  const models = await perform(readArchive, ctx, input)
  const asked = { projectId: input.projectId, folder: input.folder, models }
  const planned = await perform(planSync, ctx, asked)
  const applicable = planned.report.problems.every(({ severity }) => severity !== 'fatal')
  if (input.dryRun || !applicable || !planned.changes) return { applicable, changed: false, report: planned.report, compiled: null }
  const { report, compiled } = await performWithFiles(writeSync, ctx, asked)
  return { applicable, changed: true, report, compiled }
}

type Archive = Pick<UploadedModels, 'files' | 'others'>
type Asked = Pick<SyncModels, 'projectId' | 'folder'> & { models: Archive }
type Planned = { report: SyncReport; /** Whether a file would change. */ changes: boolean }

const readArchive = readOperation<UploadsCtx, SyncModels, ProjectTarget, Archive>({
  name: 'models.read_archive',
  action: 'model.update',
  target: projectTarget,
  async run(ctx, { folder, fileName, archive }, { project }) {
    if (ctx.actor.kind !== 'user') throw new AppError('unauthenticated', 'Failed to authorize user')
    checkFolderName(folder)
    await writableFolder(project)
    const { userId } = ctx.actor
    const note = { projectId: project.id, userId, fileName, size: archive.length, createdAt: ctx.clock.now(), isPassing: true }
    const upload = await beginUploadFolder(ctx.uploads, note)
    try {
      await writeFile(upload.file, archive)
      const { isArchive, files, others } = await ctx.uploads.ingest.models({ file: upload.file, fileName }, ctx.signal, userId)
      if (isArchive) return { files, others }
      throw new AppError('invalid', `${fileName} is no ZIP archive. Pack the folder of models, and send the archive as it is.`, { reason: 'models_no_archive' })
    } finally {
      await removeUpload(upload)
    }
  },
})

const planSync = readOperation<UploadsCtx, Asked, ProjectTarget, Planned>({
  name: 'models.plan_sync',
  action: 'model.update',
  target: projectTarget,
  run: (ctx, input, { project }) =>
    // Files change before the transaction ends that says what brought them: between the two they would look like those of people.
    ctx.db.transaction().execute(async (tx) => {
      await lockProject(tx, project.id)
      return plannedIn({ ...ctx, tx }, project, input)
    }),
})

const writeSync = writeOperation<UploadsCtx, Asked & { changes: FileChange[] }, ProjectTarget, { report: SyncReport; compiled: CompileOutcome }>({
  name: 'models.sync',
  action: 'model.update',
  writes: true,
  target: projectTarget,
  async run(ctx, input, { project }) {
    // One at a time: the second one sees what the first one wrote.
    await lockProject(ctx.tx, project.id)
    const { report, written, kept, before, place } = await plannedIn(ctx, project, input)
    const fatal = report.problems.find(({ severity }) => severity === 'fatal')
    if (fatal !== undefined) throw new AppError('conflict', fatal.message, { reason: 'model_sync' })
    input.changes.push(await swapSubfolder(place, [...written, ...kept]))
    const compiled = await perform(compileProject, ctx, { projectId: project.id })
    const { authorId, at: doneAt } = authorOf(ctx)
    const isSmall = before.reduce((sum, { text }) => sum + text.length, 0) <= mostLetters
    await saveModelSync(ctx.tx, {
      projectId: project.id,
      folder: input.folder,
      files: written.map(({ path, text }) => ({ path, version: versionOf(text) })),
      before: isSmall ? before : null,
      authorId,
      doneAt,
    })
    ctx.record({
      targetKind: 'model_folder',
      targetId: report.folder,
      before: before.length === 0 ? null : { folder: report.folder, files: loggedFiles(before) },
      after: { folder: report.folder, files: loggedFiles(written), removed: report.files.removed },
    })
    return { report, compiled }
  },
})

type InFolder = Planned & {
  /** Paths are those inside of the folder. */
  written: SourceFile[]
  kept: SourceFile[]
  /** What the synchronization before this one brought, and is there. */
  before: SourceFile[]
  place: Subfolder
}

async function plannedIn(ctx: UploadsCtx & Partial<Pick<WriteCtx, 'tx'>>, project: Project, { folder: name, models }: Asked): Promise<InFolder> {
  const [folder, catalog, last] = await Promise.all([
    writableFolder(project),
    ctx.warehouses.of(project).catalog(),
    findModelSync(storeOf(ctx), { projectId: project.id, folder: name }),
  ])
  const prefix = `${folder.newFilesIn}${name}/`
  const place = await placeOfSubfolder(folder.folder, folder.newFilesIn, name)
  const now = folder.files.flatMap(({ path, text }) => (path.startsWith(prefix) ? [{ path: path.slice(prefix.length), text }] : []))
  const brought = new Set(last?.files.map(({ path }) => path))
  const before = now.filter(({ path }) => brought.has(path))
  const kept = now.filter(({ path }) => !brought.has(path))
  const { files: uploaded } = keepModels(models.files, before)
  const plan = await planImport(ctx, { project, folder, catalog, name, uploaded: [...uploaded, ...kept], others: models.others })
  const own = new Set(kept.map(({ path }) => path))
  const written = plan.files.filter(({ path }) => !own.has(path))
  const report = { ...plan.report, files: onlyOf(plan.report.files, prefix, own) }
  return {
    report: syncReport(report, plan.explores, {
      obstacles: obstaclesOf({ prefix, last, before, kept, incoming: plan.files }),
      kept: kept.map(({ path }) => prefix + path),
    }),
    changes: report.files.removed.length > 0 || written.some(({ path, text }) => !before.some((file) => file.path === path && file.text === text)),
    written,
    kept,
    before,
    place,
  }
}

/** Files of people are neither written nor taken away. */
const onlyOf = <F extends Record<string, string[]>>(files: F, prefix: string, own: ReadonlySet<string>): F =>
  Object.fromEntries(Object.entries(files).map(([key, paths]) => [key, paths.filter((path) => !own.has(path.slice(prefix.length)))])) as F

type Standing = { prefix: string; last: ModelSync | null; before: readonly SourceFile[]; kept: readonly SourceFile[]; incoming: readonly SourceFile[] }

function obstaclesOf({ prefix, last, before, kept, incoming }: Standing): SyncObstacle[] {
  if (last === null && kept.length > 0) {
    const message = `${prefix} is there already, and no synchronization brought it.`
    return [{ message, hint: 'Choose another folder, or delete this one first.', files: kept.map(({ path }) => prefix + path) }]
  }
  const versions = new Map(last?.files.map(({ path, version }) => [path, version]))
  const edited = before.filter(({ path, text }) => versions.get(path) !== versionOf(text)).map(({ path }) => prefix + path)
  const twice = kept.filter(({ path }) => incoming.filter((file) => file.path === path).length > 1).map(({ path }) => prefix + path)
  return [
    ...(edited.length === 0
      ? []
      : [
          {
            message: `${named(edited)} changed here since the last synchronization.`,
            hint: 'Take the change over into the archive, and put the file back as it was, or delete it here.',
            files: edited,
          },
        ]),
    ...(twice.length === 0
      ? []
      : [{ message: `${named(twice)} was written here, and the archive has a file of that name.`, hint: 'Rename one of the two.', files: twice }]),
  ]
}

const named = (files: readonly string[]): string => files.slice(0, 5).join(', ') + (files.length > 5 ? ' …' : '')
