import { perform, type WriteCtx } from '../../access/operation.ts'
import { removeModels } from '../develop/delete-models.ts'
import { writableFolder } from '../develop/model-folder.ts'
import { compareModels, type ModelImpact } from '../develop/model-impact.ts'
import type { FileChange } from '../develop/perform-with-files.ts'
import type { Project } from '../projects/types.ts'
import { addModels } from '../uploads/import-models.ts'
import type { ContentImportCtx } from './content-import-ctx.ts'
import type { ImportedModels } from './content-import-store.ts'
import { isSame } from './models-of-import.ts'

/** Puts the model folder of an import back as it was, unless somebody changed it since or something else asks what it holds. */
export async function restoreModels(
  ctx: ContentImportCtx & WriteCtx,
  { project, models, changes }: { project: Project; models: ImportedModels; changes: FileChange[] },
): Promise<'restored' | 'changed' | 'used'> {
  const folder = await writableFolder(project)
  const { folder: path, before, after } = models
  const now = folder.files.filter((file) => file.path.startsWith(path))
  if (!isSame(now, after)) return 'changed'
  const catalog = await ctx.warehouses.of(project).catalog()
  const others = folder.files.filter((file) => !file.path.startsWith(path))
  const { impact } = await compareModels(ctx, { project, catalog, before: folder.files, after: [...others, ...(before ?? [])] })
  if (isUsed(impact)) return 'used'
  if (before === null) await perform(removeModels, ctx, { projectId: project.id, path, changes })
  else {
    const files = before.map((file) => ({ path: file.path.slice(path.length), text: file.text }))
    const name = path.slice(folder.newFilesIn.length, -1)
    await perform(addModels, ctx, { projectId: project.id, folder: name, replace: true, models: { files, others: [] }, changes })
  }
  return 'restored'
}

const isUsed = ({ charts, dashboards, endpoints, hidden }: ModelImpact): boolean => charts.length + dashboards.length + endpoints.length + hidden > 0
