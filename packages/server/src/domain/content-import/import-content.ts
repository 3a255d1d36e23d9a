import { formatOfFiles, planContentImport, type ImportFormat, type ImportPlan } from '@atrium/documents'
import { perform, readOperation, writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import type { UploadedContent } from '../../warehouses/ingest/ingest.ts'
import { storeOf } from '../content/content-ctx.ts'
import { spaceKind } from '../content/content-kinds.ts'
import { contentTarget } from '../content/content-target.ts'
import { lockProject } from '../projects/project-store.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { discardUpload } from '../uploads/discard-upload.ts'
import { findWholeUpload } from '../uploads/upload-folder.ts'
import { performWithFiles, type FileChange } from '../develop/perform-with-files.ts'
import { applyPlan, type AppliedPlan } from './apply-plan.ts'
import type { ContentImportCtx } from './content-import-ctx.ts'
import { importedKey, importedThings } from './imported-content-store.ts'
import { planModelsOf, writeModels, type ModelsPlan, type ModelsReport } from './models-of-import.ts'

export type ImportContent = {
  projectId: string
  uploadId: string
  /** What the files are; found out when absent. */
  format?: ImportFormat
  /** Explores for tables, by the names that the report gives them; null: none. */
  tables: Readonly<Record<string, string | null>>
  /** Brings in the data models of the export as well. */
  withModels: boolean
}

/** What an import would bring; `isUpdate`: the thing is here already and would be changed. */
export type ContentImportReport = Omit<ImportPlan, 'items'> & {
  items: (ImportPlan['items'][number] & { isUpdate: boolean })[]
  /** Data models that the export holds, chosen or not. */
  modelFiles: number
  /** Null: none of them is brought in. */
  models: ModelsReport | null
}

/** Says what would become of the content of an upload. Throws `invalid` for uploads that are no export. */
export async function planContent(ctx: ContentImportCtx, input: ImportContent): Promise<ContentImportReport> {
  // Reading takes its time: no transaction waits for it.
  const content = await perform(readContent, ctx, input)
  return perform(reportContent, ctx, { ...input, content })
}

/**
 * Brings the content of an upload into a space, all of it or nothing; what an earlier import brought is changed. Throws
 * `invalid` for uploads that are no export or hold nothing that can be taken over, and what the operations throw that it is made with.
 */
export async function importContent(ctx: ContentImportCtx, input: ImportContent & { spaceId: string }): Promise<ContentImportReport & AppliedPlan> {
  const content = await perform(readContent, ctx, input)
  const imported = await performWithFiles(writeContent, ctx, { ...input, content })
  await perform(discardUpload, ctx, input)
  return imported
}

const readContent = readOperation<ContentImportCtx, ImportContent, ProjectTarget, UploadedContent>({
  name: 'content_import.read_upload',
  action: 'data.upload',
  target: projectTarget,
  async run(ctx, input) {
    const { file, fileName, userId } = await findWholeUpload(ctx, input)
    return ctx.uploads.ingest.content({ file, fileName }, ctx.signal, userId)
  },
})

type Read = ImportContent & { content: UploadedContent }

const reportContent = readOperation<ContentImportCtx, Read, ProjectTarget, ContentImportReport>({
  name: 'content_import.plan',
  action: 'data.upload',
  target: projectTarget,
  run: async (ctx, input, target) => (await plannedIn(ctx, target, input)).report,
})

const writeContent = writeOperation<ContentImportCtx, Read & { spaceId: string; changes: FileChange[] }, ProjectTarget, ContentImportReport & AppliedPlan>({
  name: 'content_import.import',
  action: 'data.upload',
  writes: true,
  target: projectTarget,
  async run(ctx, input, target) {
    const { project } = target
    // Two imports at once come one after the other: the second one changes what the first one made.
    await lockProject(ctx.tx, project.id)
    const { report, models } = await plannedIn(ctx, target, input)
    if (report.items.length === 0 && report.models === null) {
      const [first] = report.skipped
      throw new AppError('invalid', `Nothing in this upload can be taken over. ${first === undefined ? '' : `${first.name}: ${first.reason}`}`.trim(), {
        reason: 'content_nothing',
      })
    }
    const { resource: space } = await contentTarget(ctx, spaceKind, { idOrSlug: input.spaceId, projectId: project.id })
    const { format } = report
    const written = await writeModels(ctx, { projectId: project.id, format, plan: models, changes: input.changes })
    const applied = await applyPlan(ctx, report, { projectId: project.id, spaceId: space.id, models: written })
    ctx.record({
      targetKind: 'content_import',
      targetId: applied.importId,
      before: null,
      after: {
        format: report.format,
        space: space.name,
        created: applied.created,
        updated: applied.updated,
        skipped: report.skipped.length,
        models: report.models?.explores.length ?? 0,
      },
    })
    return { ...report, ...applied }
  },
})

async function plannedIn(
  ctx: ContentImportCtx,
  target: ProjectTarget,
  { content, format: given, tables, withModels }: Read,
): Promise<{ report: ContentImportReport; models: ModelsPlan }> {
  const projectId = target.project.id
  const format = given ?? formatOfFiles(content.files)
  if (format === null) {
    throw new AppError(
      'invalid',
      'These files are of no export that is known here: a Metabase serialization export, a ZIP of Superset, the folders "charts" and "dashboards" of Lightdash content as code, or files of Hashboard data as code. Choose what they are, if they are one of these.',
      { reason: 'content_unknown_format' },
    )
  }
  const modelFiles = format === 'hashboard' ? content.models : []
  const models = await planModelsOf(ctx, target, { format, models: withModels ? modelFiles : [] })
  const explores = models.explores ?? [...((await ctx.projects.findModel(projectId))?.explores.values() ?? [])]
  const plan = planContentImport({ format, files: withNames(content.files, models.names), explores, choices: tables, withModels })
  const known = await importedThings(storeOf(ctx), { projectId, format })
  return {
    models,
    report: {
      ...plan,
      modelFiles: modelFiles.length,
      models: models.report,
      items: plan.items.map((item) => ({ ...item, isUpdate: known.has(importedKey(item)) })),
      skipped: [
        ...plan.skipped,
        ...models.skipped,
        ...content.broken.map(({ path, problem }) => ({ kind: 'file' as const, name: path, file: path, reason: `It cannot be read: ${problem}` })),
      ],
    },
  }
}

/** The files with the names that models keep, so that charts of them find their explores. */
const withNames = (files: UploadedContent['files'], names: ModelsPlan['names']): UploadedContent['files'] =>
  files.map(({ path, value }) => (names.has(path) ? { path, value: { ...(value as object), atrium: { name: names.get(path) } } } : { path, value }))
