import path from 'node:path'
import { perform, readOperation, writeOperation, type Ctx } from '../../../access/operation.ts'
import { isAppError } from '../../../platform/errors.ts'
import type { GitCommit } from '../../../repositories/git/bare-clone.ts'
import { nowOf } from '../../identity/identity-ctx.ts'
import { announceProjectChange } from '../../projects/project-changes-store.ts'
import { findRepository, noteRepositoryRead } from './repository-store.ts'
import { lockProject, updateModelSource } from '../../projects/project-store.ts'
import { projectTarget, type ProjectTarget } from '../../projects/project-target.ts'
import { removeOtherTrees, writeModelTree } from './model-trees.ts'
import { remoteOf, withClone, type RepositoryCtx } from './repository-ctx.ts'

type Pulled = { commit: GitCommit; place: string }

/**
 * Reads the last commit of a project's branch and makes its models the project's, without compiling them. Nothing to do
 * for a project whose models are its own. What went wrong is kept with the repository, and thrown.
 */
export async function pullModels(ctx: RepositoryCtx, input: { projectId: string }): Promise<GitCommit | null> {
  try {
    // The repository takes its time: no transaction waits for it.
    const pulled = await perform(fetchModels, ctx, input)
    if (pulled === null) return null
    await perform(usePulledModels, ctx, { ...input, pulled })
    return pulled.commit
  } catch (error) {
    if (isAppError(error) && error.code !== 'forbidden' && error.code !== 'cancelled')
      await perform(notePullFailure, ctx, { ...input, failure: error.message }).catch(() => undefined)
    throw error
  }
}

const fetchModels = readOperation<RepositoryCtx, { projectId: string }, ProjectTarget, Pulled | null>({
  name: 'repositories.fetch',
  action: 'project.compile',
  allow: ['system'],
  target: projectTarget,
  async run(ctx, { projectId }, { project }) {
    const repository = await findRepository(ctx.db, projectId)
    if (repository === null || !repository.settings.readsModels) return null
    const { branch, folder } = repository.settings
    const remote = await remoteOf(ctx, project, repository.settings)
    return withClone(ctx, projectId, async (clone) => {
      const commit = await clone.fetch(remote, branch)
      return { commit, place: await writeModelTree(clone, treesOf(ctx, projectId), { commit: commit.hash, folder }) }
    })
  },
})

const usePulledModels = writeOperation<RepositoryCtx, { projectId: string; pulled: Pulled }, ProjectTarget, void>({
  name: 'repositories.pull',
  action: 'project.compile',
  allow: ['system'],
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, pulled: { commit, place } }, { project }) {
    await lockProject(ctx.tx, projectId)
    const repository = await findRepository(ctx.tx, projectId)
    // Disconnected meanwhile: then the models are the project's own again.
    if (repository === null || !repository.settings.readsModels) return
    await noteRepositoryRead(ctx.tx, projectId, { commit, at: nowOf(ctx) })
    const before = project.modelSource
    const after = { type: 'folder' as const, path: place, commit: commit.hash }
    if (JSON.stringify(before) !== JSON.stringify(after)) {
      await updateModelSource(ctx.tx, projectId, after)
      ctx.record({ targetKind: 'project', targetId: projectId, before: { modelSource: before }, after: { modelSource: after, commit } })
      await announceProjectChange(ctx.tx, projectId)
    }
    const kept = [place, ...(before.type === 'folder' ? [before.path] : [])]
    ctx.afterCommit(() => {
      ctx.projects.forget(projectId)
      void removeOtherTrees(treesOf(ctx, projectId), kept).catch(() => undefined)
    })
  },
})

const notePullFailure = writeOperation<RepositoryCtx, { projectId: string; failure: string }, ProjectTarget, void>({
  name: 'repositories.note_failure',
  action: 'project.compile',
  allow: ['system'],
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, failure }) {
    await noteRepositoryRead(ctx.tx, projectId, { failure })
    ctx.record({ targetKind: 'project_repository', targetId: projectId, before: null, after: { failure } })
  },
})

const treesOf = (ctx: Ctx & Pick<RepositoryCtx, 'git'>, projectId: string): string => path.join(ctx.git.folder, projectId, 'trees')
