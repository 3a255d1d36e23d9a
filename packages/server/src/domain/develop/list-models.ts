import { type AnyExplore, isExploreError, type ModelPlace, type Problem, type WarehouseCatalog } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import { compileDraft } from './compile-draft.ts'
import type { DevelopCtx } from './develop-ctx.ts'
import { isEditable } from './model-file.ts'
import { openModelFolder, type ReadOnlyReason } from './model-folder.ts'
import { modelsByTable, standsOn } from './models-of-table.ts'

export type ModelList = {
  readOnly: ReadOnlyReason | null
  /** YAML and LookML files, in order of their paths. */
  files: string[]
  /** Models and whether they can be explored. */
  models: (ModelPlace & { explored: boolean })[]
  problems: Problem[]
  /** Tables of the warehouse, and the models that stand on each or read it. */
  tables: { name: string; models: string[] }[]
  /** Tables that people uploaded, and the models that stand on them. */
  uploadedTables: { name: string; models: string[] }[]
  newFilesIn: string
}

/** The models of a project as they lie in its folder now, with everything that is wrong in them. */
export const listModels = readOperation<DevelopCtx, { projectId: string }, ProjectTarget, ModelList>({
  name: 'models.list',
  action: 'model.view',
  target: projectTarget,
  async run(ctx, _input, { project }) {
    const { files, readOnly: reason, newFilesIn } = await openModelFolder(project)
    // What a client sent serves until there are files: an empty folder says nothing about it.
    const isSent = files.length === 0 && (await ctx.projects.findModel(project.id))?.madeBy === 'client'
    const readOnly = isSent ? 'compiled_by_client' : reason
    const catalog = await ctx.warehouses.of(project).catalog()
    const uploaded = await ctx.warehouses.of(project).addedTables()
    if (readOnly === 'compiled_by_client') {
      const serving = await servingModels(ctx, project.id, catalog)
      return { ...serving, uploadedTables: withModels(uploaded, serving.models), readOnly, files: [], newFilesIn }
    }
    const { models, explores, problems } = compileDraft(project, files, catalog)
    return {
      readOnly,
      uploadedTables: withModels(uploaded, models),
      files: files.flatMap(({ path }) => (isEditable(path) ? [path] : [])),
      models: withState(models, explores),
      problems,
      tables: tablesOf(catalog, explores, models),
      newFilesIn,
    }
  },
})

/** Of a project without files: what a client sent. */
async function servingModels(ctx: DevelopCtx, projectId: string, catalog: WarehouseCatalog): Promise<Pick<ModelList, 'models' | 'problems' | 'tables'>> {
  const model = await ctx.projects.model(projectId).catch(() => null)
  // Virtual views are in no file.
  const explores = [...(model?.explores.values() ?? [])].filter(({ type }) => type !== 'virtual')
  const models = explores.map((explore) => ({
    name: explore.name,
    label: explore.label,
    file: ('ymlPath' in explore ? explore.ymlPath : undefined) ?? '',
    line: 1,
  }))
  return { models: withState(models, explores), problems: [...(model?.problems ?? [])], tables: tablesOf(catalog, explores, []) }
}

function withState(models: readonly ModelPlace[], explores: readonly AnyExplore[]): ModelList['models'] {
  const working = new Set(explores.flatMap((explore) => (isExploreError(explore) ? [] : [explore.name])))
  return models.map((model) => ({ ...model, explored: working.has(model.name) }))
}

const withModels = (tables: readonly string[], models: readonly ModelPlace[]): ModelList['uploadedTables'] =>
  tables.map((table) => ({ name: table, models: models.flatMap((model) => (standsOn(model, table) ? [model.name] : [])) }))

function tablesOf(catalog: WarehouseCatalog, explores: readonly AnyExplore[], models: readonly ModelPlace[]): ModelList['tables'] {
  const found = modelsByTable(explores, models)
  return Object.keys(catalog).map((name) => ({ name, models: [...(found.get(name.toLowerCase()) ?? [])] }))
}
