import { addMetric, isExploreError, type AddMetricRefusal, type YamlQuote } from '@atrium/semantic'
import type { AdditionalMetric } from '@atrium/semantic'
import { perform, readOperation, writeOperation, type WriteCtx } from '../../../access/operation.ts'
import { AppError, isAppError } from '../../../platform/errors.ts'
import { openModelFolder } from '../../develop/model-folder.ts'
import { performWithFiles, type FileChange } from '../../develop/perform-with-files.ts'
import { replaceModelFiles } from '../../develop/replace-model-files.ts'
import { compileProject } from '../../projects/compile-project.ts'
import { projectTarget, type ProjectTarget } from '../../projects/project-target.ts'
import type { Project } from '../../projects/types.ts'
import { findIntegration } from '../integration-store.ts'
import { sendChange, type CommittedModels, type ModelChange } from './commit-models.ts'
import { readModelsAtSource, type ReadModels } from './read-models.ts'
import type { RepositoryCtx } from './repository-ctx.ts'
import { findRepository } from './repository-store.ts'
import type { RepositorySettings } from './types.ts'

/** How metrics of charts get into the models: by a pull request, by a branch, or by writing the file. Null: not at all. */
export type WriteBackWay = 'pull_request' | 'branch' | 'folder' | null

type Way = { way: WriteBackWay; settings: RepositorySettings | null }

/** How it is done in a project. */
export const getWriteBackWay = readOperation<RepositoryCtx, { projectId: string }, ProjectTarget, Way>({
  name: 'models.write_back_way',
  action: 'project.view',
  target: projectTarget,
  run: (ctx, _input, { project }) => wayOf(ctx, project),
})

async function wayOf(ctx: RepositoryCtx, project: Project): Promise<Way> {
  const settings = (await findRepository(ctx.db, project.id))?.settings ?? null
  if (settings?.provider === 'github')
    return { way: (await findIntegration(ctx.db, project.organizationId, 'github')) === null ? null : 'pull_request', settings }
  if (settings !== null) return { way: 'branch', settings }
  if (project.modelSource.type === 'none') return { way: null, settings }
  return { way: (await openModelFolder(project)).readOnly === null ? 'folder' : null, settings }
}

/** What became of metrics: the files they are in now, and the branch or pull request when it is one. */
export type WrittenBack = { way: WriteBackWay; files: string[]; committed: CommittedModels | null }

type Input = { projectId: string; metrics: readonly AdditionalMetric[]; quote?: YamlQuote | undefined }

/** Writes metrics that were made in an explore or a chart into the models, keeping all else in the files. */
export async function writeBackMetrics(ctx: RepositoryCtx, input: Input): Promise<WrittenBack> {
  // Repositories take their time: no transaction waits for one.
  const prepared = await perform(prepareWriteBack, ctx, input)
  return performWithFiles(finishWriteBack, ctx, { projectId: input.projectId, prepared })
}

/** Metrics in files, sent already where they are proposed, and still to be saved where they are written. */
type Prepared = { way: WriteBackWay; changes: ModelChange[]; versions: Map<string, string>; committed: CommittedModels | null }

const prepareWriteBack = readOperation<RepositoryCtx, Input, ProjectTarget, Prepared>({
  name: 'models.prepare_write_back',
  action: 'model.update',
  changesElsewhere: true,
  target: projectTarget,
  run: (ctx, { metrics, quote }, { project }) => prepare(ctx, project, metrics, quote),
})

const finishWriteBack = writeOperation<RepositoryCtx, { projectId: string; prepared: Prepared; changes: FileChange[] }, ProjectTarget, WrittenBack>({
  name: 'models.write_back',
  action: 'model.update',
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, prepared, changes }, { project }) {
    if (prepared.committed === null) {
      // All files or none: a metric may be of two models, and half of it would break both.
      const files = prepared.changes.map(({ path, text }) => ({ path, text, version: prepared.versions.get(path) ?? null }))
      await replaceModelFiles(ctx, project, files, changes)
      await perform(compileProject, ctx, { projectId }).catch((error: unknown) => {
        // The files are on disk, as after any other save.
        if (!isAppError(error)) throw error
      })
    }
    return recordWrittenBack(ctx, projectId, prepared)
  },
})

/** Edits the files of the metrics at the source of the models, and proposes them where they are not written in place. */
export async function prepare(ctx: RepositoryCtx, project: Project, metrics: readonly AdditionalMetric[], quote: YamlQuote | undefined): Promise<Prepared> {
  if (metrics.length === 0) throw new AppError('invalid', 'There is no custom metric to write. Choose at least one.', { reason: 'git' })
  const { way, settings } = await wayOf(ctx, project)
  if (way === null) {
    throw new AppError(
      'invalid',
      "The models of this project cannot be written from here. Connect a repository in the project's settings, page Git, or make the model folder writable.",
      {
        reason: 'git',
      },
    )
  }
  const byFile = await filesOf(ctx, project, metrics)
  const read = await readModelsAtSource(ctx, project, settings, [...byFile.keys()])
  const changes = [...byFile].map(([path, own]) => ({ path, text: own.reduce((text, metric) => withMetric(text, path, metric, quote), textOf(read, path)) }))
  if (settings === null) return { way, changes, versions: read.versions, committed: null }
  const committed = await sendChange(ctx, project, settings, { files: changes, message: messageOf(metrics), branch: null, from: read.from })
  return { way, changes, versions: read.versions, committed }
}

/** Records what was written or proposed. */
export function recordWrittenBack(ctx: RepositoryCtx & WriteCtx, projectId: string, { way, changes, committed }: Prepared): WrittenBack {
  const files = changes.map(({ path }) => path)
  ctx.record({ targetKind: 'project', targetId: projectId, before: null, after: { way, files, ...committed } })
  return { way, files, committed }
}

function messageOf(metrics: readonly AdditionalMetric[]): string {
  const [first] = metrics
  const list = metrics.map(
    ({ table, name, description }) => `- ${table}.${name}${description === undefined || description === '' ? '' : `: ${description.replaceAll(/\s+/g, ' ')}`}`,
  )
  const title = metrics.length === 1 ? `Add metric ${first?.name} to ${first?.table}` : `Add ${metrics.length} metrics`
  return `${title}\n\n${list.join('\n')}`
}

async function filesOf(ctx: RepositoryCtx, project: Project, metrics: readonly AdditionalMetric[]): Promise<Map<string, AdditionalMetric[]>> {
  const model = await ctx.projects.findModel(project.id)
  const byFile = new Map<string, AdditionalMetric[]>()
  for (const metric of metrics) {
    const explore = model?.explores.get(metric.table)
    const file = explore === undefined || isExploreError(explore) ? undefined : explore.ymlPath
    if (file === undefined) {
      throw new AppError('invalid', `Which file the model "${metric.table}" stands in is not known here, so "${metric.name}" cannot be written into it.`, {
        reason: 'git',
      })
    }
    byFile.set(file, [...(byFile.get(file) ?? []), metric])
  }
  return byFile
}

function textOf({ texts }: ReadModels, path: string): string {
  const text = texts.get(path)
  if (text !== undefined) return text
  throw new AppError(
    'not_found',
    `There is no file ${path} where the models come from. Check the folder in the project's settings, page Git, and that the models that serve are those of this branch.`,
    {
      reason: 'model_file_missing',
    },
  )
}

function withMetric(text: string, path: string, metric: AdditionalMetric, quote: YamlQuote | undefined): string {
  const added = addMetric(text, metric.table, metric, quote)
  if (!('refusal' in added)) return added.text
  const { code, message } = refusals[added.refusal](metric, path)
  throw new AppError(code, `${message} Nothing was written.`, { reason: `write_back_${added.refusal}` })
}

const refusals: Record<AddMetricRefusal, (metric: AdditionalMetric, path: string) => { code: 'invalid' | 'conflict' | 'not_found'; message: string }> = {
  name_taken: ({ name, table }) => ({ code: 'conflict', message: `The model "${table}" has a metric "${name}" already. Rename yours first.` }),
  no_such_model: ({ table }, path) => ({ code: 'not_found', message: `${path} has no model "${table}" where the models come from.` }),
  unreadable_file: (_metric, path) => ({ code: 'invalid', message: `${path} cannot be read as YAML where the models come from. Mend it first.` }),
  filter: ({ name }) => ({ code: 'invalid', message: `A filter of "${name}" cannot be said in a model file. Change the filter, or write the metric by hand.` }),
}
