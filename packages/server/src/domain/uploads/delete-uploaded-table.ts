import { perform, readOperation, writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { compileDraft } from '../develop/compile-draft.ts'
import { loggedFiles } from '../develop/logged-files.ts'
import { isEditable, placeOfModelFile, removeModelFile, writeModelFile } from '../develop/model-file.ts'
import { writableFolder } from '../develop/model-folder.ts'
import { compareModels, type ModelImpact } from '../develop/model-impact.ts'
import { standsOn, wordsOfTables } from '../develop/models-of-table.ts'
import { performWithFiles, type FileChange } from '../develop/perform-with-files.ts'
import { compileProject } from '../projects/compile-project.ts'
import { lockProject } from '../projects/project-store.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { Project } from '../projects/types.ts'
import { deleteWrittenTable } from '../projects/writeback/writeback-store.ts'
import type { UploadsCtx } from './uploads-ctx.ts'

type Input = { projectId: string; table: string }

export type TableDeletion = ModelImpact & {
  /** Model files that go with the table: nothing else is in them. */
  files: string[]
  /** Explores that stay and read the table: asking them fails afterwards. */
  stranded: string[]
}

/** What the deletion of an uploaded table would take along; nothing is deleted. */
export const planTableDeletion = readOperation<UploadsCtx, Input, ProjectTarget, TableDeletion>({
  name: 'uploads.plan_table_deletion',
  action: 'data.upload',
  target: projectTarget,
  run: async (ctx, input, { project }) => (await planned(ctx, project, input)).deletion,
})

/**
 * Deletes an uploaded table and the model files that stand on it alone. The models go first and with the change log; the
 * table follows, so that no model ever serves without its table. Throws `not_found` for tables that nobody uploaded.
 */
export async function deleteUploadedTable(ctx: UploadsCtx, input: Input): Promise<TableDeletion> {
  const { deletion, project } = await performWithFiles(removeModelsOfTable, ctx, input)
  await ctx.warehouses.of(project).removeTable(input.table)
  return deletion
}

const removeModelsOfTable = writeOperation<UploadsCtx, Input & { changes: FileChange[] }, ProjectTarget, { deletion: TableDeletion; project: Project }>({
  name: 'uploads.delete_table',
  action: 'data.upload',
  writes: true,
  target: projectTarget,
  async run(ctx, { changes, ...input }, { project }) {
    await lockProject(ctx.tx, project.id)
    const { deletion, folder, gone } = await planned(ctx, project, input)
    for (const { path, text } of gone) {
      const place = await placeOfModelFile(folder, path)
      await removeModelFile(place)
      changes.push({ takeBack: () => writeModelFile(place, text), settle: async () => undefined })
    }
    ctx.record({ targetKind: 'uploaded_table', targetId: input.table, before: { table: input.table, files: loggedFiles(gone) }, after: null })
    await deleteWrittenTable(ctx.tx, project.id, input.table)
    if (gone.length > 0) await perform(compileProject, ctx, { projectId: project.id })
    return { deletion, project }
  },
})

async function planned(ctx: UploadsCtx, project: Project, { table }: Input) {
  const warehouse = ctx.warehouses.of(project)
  const [{ files, folder }, catalog, uploaded] = await Promise.all([writableFolder(project), warehouse.catalog(), warehouse.addedTables()])
  if (!uploaded.includes(table))
    throw new AppError('not_found', `There is no uploaded table ${table.slice(0, 100)} in this project`, { reason: 'table_missing' })
  const now = compileDraft(project, files, catalog)
  const gone = files.filter(({ path }) => {
    const models = now.models.filter(({ file }) => file === path)
    return isEditable(path) && models.length > 0 && models.every((model) => standsOn(model, table))
  })
  const { after, impact } = await compareModels(ctx, { project, catalog, before: files, after: files.filter((file) => !gone.includes(file)) })
  const stranded = after.explores.flatMap((explore) => (wordsOfTables(explore).has(table) ? [explore.name] : []))
  return { folder, gone, deletion: { ...impact, files: gone.map(({ path }) => path), stranded } satisfies TableDeletion }
}
