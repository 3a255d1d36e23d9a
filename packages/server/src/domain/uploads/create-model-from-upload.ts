import path from 'node:path'
import { editModel, friendlyName, isExploreError, type ModelEdit } from '@atrium/semantic'
import { perform, readOperation, writeOperation } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { dialectOf } from '../../warehouses/dialect-of.ts'
import type { ColumnType, LoadedTable, ReadOptions } from '../../warehouses/ingest/ingest.ts'
import { firstModels } from '../develop/first-models.ts'
import { compileDraft } from '../develop/compile-draft.ts'
import { placeOfModelFile, removeModelFile, writeModelFile } from '../develop/model-file.ts'
import { writableFolder } from '../develop/model-folder.ts'
import { freePath } from '../develop/new-model.ts'
import { compileProject } from '../projects/compile-project.ts'
import { lockProject } from '../projects/project-store.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { Project } from '../projects/types.ts'
import { firstChart, type FirstChart } from './first-chart.ts'
import { findWholeUpload, removeUpload, type Upload } from './upload-folder.ts'
import type { UploadsCtx } from './uploads-ctx.ts'

export type CreateModelFromUpload = {
  projectId: string
  uploadId: string
  /** Of the model and its table. */
  name: string
  label: string
  options: ReadOptions
  columns: { source: number; name: string; label: string; type: ColumnType }[]
}

export type CreatedModel = { exploreName: string; file: string; rowCount: number; chart: FirstChart }

/**
 * Makes a table and a model of an upload, which serves at once. All or nothing: when the model does not compile, the table
 * is taken away again. Throws `conflict` for a name that is taken.
 */
export async function createModelFromUpload(ctx: UploadsCtx, input: CreateModelFromUpload): Promise<CreatedModel> {
  // Reading takes its time: no transaction waits for it.
  const loaded = await perform(loadUpload, ctx, input)
  const created = await perform(addUploadedModel, ctx, { ...input, loaded })
  await removeUpload(loaded.upload)
  return created
}

type Loaded = LoadedTable & { upload: Upload; target: string }

const loadUpload = readOperation<UploadsCtx, CreateModelFromUpload, ProjectTarget, Loaded>({
  name: 'uploads.load',
  action: 'data.upload',
  target: projectTarget,
  async run(ctx, input, { project }) {
    checkNames(input)
    const upload = await findWholeUpload(ctx, input)
    await requireFreeName(ctx, project, input.name)
    const target = path.join(upload.folder, 'table.duckdb')
    const columns = input.columns.map(({ source, name, type }) => ({ source, name, type }))
    const table = await ctx.uploads.ingest.load({ file: upload.file, options: input.options, target, table: input.name, columns }, ctx.signal, upload.userId)
    return { ...table, upload, target }
  },
})

const addUploadedModel = writeOperation<UploadsCtx, CreateModelFromUpload & { loaded: Loaded }, ProjectTarget, CreatedModel>({
  name: 'uploads.create_model',
  action: 'data.upload',
  writes: true,
  target: projectTarget,
  async run(ctx, { name, label, columns, loaded }, { project }) {
    await lockProject(ctx.tx, project.id)
    const folder = await requireFreeName(ctx, project, name)
    const file = freePath(folder, name)
    const place = await placeOfModelFile(folder.folder, file)
    const uploadedOn = new Date(ctx.clock.now()).toISOString().slice(0, 10)
    const [first] = firstModels({
      fiscalYearStart: project.fiscalYearStart,
      tables: [name],
      catalog: { [name]: Object.fromEntries(loaded.columns.map((column) => [column.name, column.type])) },
      keys: {},
      dialect: dialectOf(project),
      description: `From the file ${loaded.upload.fileName}, uploaded on ${uploadedOn}`,
    })
    const text = labelled(first?.text ?? '', name, [
      { kind: 'model', key: 'label', value: label },
      ...columns
        .filter((column) => column.label !== friendlyName(column.name))
        .map((column): ModelEdit => ({ kind: 'dimension', name: column.name, key: 'label', value: column.label })),
    ])
    const warehouse = ctx.warehouses.of(project)
    await warehouse.addTable(name, loaded.target)
    try {
      await writeModelFile(place, text)
      await perform(compileProject, ctx, { projectId: project.id })
      const explore = compileDraft(project, folder.files, await warehouse.catalog(), { path: file, text }).explores.find((found) => found.name === name)
      if (explore === undefined || isExploreError(explore)) {
        throw new AppError('invalid', `The model could not be made: ${explore?.errors[0]?.message ?? 'the model folder does not read new files'}`, {
          reason: 'model_broken',
        })
      }
      ctx.record({ targetKind: 'model_file', targetId: file, before: null, after: { path: file, text, rows: loaded.rowCount, from: loaded.upload.fileName } })
      return { exploreName: name, file, rowCount: loaded.rowCount, chart: firstChart(explore) }
    } catch (error) {
      await removeModelFile(place)
      await warehouse.removeTable(name)
      throw error
    }
  },
})

/** A generated model with the names that people gave in the file. */
const labelled = (text: string, model: string, edits: readonly ModelEdit[]): string => edits.reduce((before, edit) => editModel(before, model, edit), text)

const identifier = /^[a-z][a-z0-9_]{0,62}$/

function checkNames({ name, columns }: CreateModelFromUpload): void {
  const wrong = [name, ...columns.map((column) => column.name)].find((given) => !identifier.test(given))
  const twice = columns.find((column, index) => columns.findIndex((other) => other.name === column.name || other.source === column.source) !== index)
  const problem =
    wrong !== undefined
      ? `"${wrong.slice(0, 80)}" cannot be a name here: use small letters, digits and underscores, beginning with a letter`
      : twice !== undefined
        ? `Two columns are called ${twice.name}. Rename one of them.`
        : columns.length === 0
          ? 'Keep at least one column'
          : null
  if (problem !== null) throw new AppError('invalid', problem, { reason: 'upload_names' })
}

/** Throws `conflict` when a model or a table has the name; answers the model folder. */
async function requireFreeName(ctx: UploadsCtx, project: Project, name: string): ReturnType<typeof writableFolder> {
  const [folder, catalog] = await Promise.all([writableFolder(project), ctx.warehouses.of(project).catalog()])
  const { models } = compileDraft(project, folder.files, catalog)
  if (models.some((model) => model.name.toLowerCase() === name) || Object.hasOwn(catalog, name)) {
    throw new AppError('conflict', `There is a model or a table ${name} already. Choose another name.`, { reason: 'model_exists' })
  }
  return folder
}
