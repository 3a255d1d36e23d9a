import { createHash } from 'node:crypto'
import { perform, type Ctx } from '../../access/operation.ts'
import { isAppError } from '../../platform/errors.ts'
import type { Log } from '../../platform/log.ts'
import { watchFolders, type FolderWatch } from '../../platform/watch-folders.ts'
import type { Queries } from '../../query/query-service.ts'
import type { Warehouses } from '../../warehouses/warehouse.ts'
import { compileProject } from './compile-project.ts'
import { listModelFiles } from './list-model-files.ts'
import { listFolderProjects, type FolderProject } from './project-store.ts'
import type { ProjectCtx } from './project-target.ts'

export type WatchModels = {
  house: Omit<ProjectCtx & { queries: Queries; warehouses: Warehouses }, keyof Pick<Ctx, 'actor' | 'requestId' | 'signal'>>
  log: Log
}

export type ModelWatch = {
  /** Watches the folders that projects have now: call it when projects changed. */
  follow(): Promise<void>
  close(): Promise<void>
}

/**
 * Compiles a project whenever files of its model folder change. Every node does so for itself; the second one to come
 * finds the revision there and changes nothing. What cannot be compiled leaves the last model serving.
 */
export function watchModels({ house, log }: WatchModels): ModelWatch {
  const watched = new Map<string, { folder: string; watch: FolderWatch }>()
  let following: Promise<void> = Promise.resolve()
  let closed = false

  const follow = async (): Promise<void> => {
    if (closed) return
    const projects = new Map((await listFolderProjects(house.db)).map((project) => [project.id, project]))
    for (const [id, { folder, watch }] of watched) {
      if (projects.get(id)?.folder === folder) continue
      watched.delete(id)
      await watch.close()
    }
    for (const project of projects.values()) {
      if (!watched.has(project.id)) watched.set(project.id, { folder: project.folder, watch: watchProject(project, { house, log }) })
    }
  }

  return {
    follow() {
      following = following.then(follow).catch((error: unknown) => log.error({ err: error }, 'the model folders to watch could not be read'))
      return following
    },
    async close() {
      closed = true
      await following
      await Promise.all([...watched.values()].map(({ watch }) => watch.close()))
    },
  }
}

function watchProject({ id: projectId, organizationId, folder }: FolderProject, { house, log }: WatchModels): FolderWatch {
  const stopped = new AbortController()
  let isEmpty = false
  let complaint = ''
  // The first look is at a folder in which nobody changed anything yet.
  let isFirst = true
  const watch = watchFolders({
    place: folder,
    async look() {
      const { files, folders } = await listModelFiles(folder)
      isEmpty = files.length === 0
      const state = createHash('sha256').update(JSON.stringify(files.map(({ path, stamp }) => [path, stamp])))
      return { state: state.digest('hex'), folders }
    },
    async changed() {
      // Nobody deletes all models and means it: the folder is being replaced, or what was mounted there is gone.
      if (isEmpty) return log.warn({ projectId, folder }, 'the model folder has no model files; what was compiled before goes on serving')
      const outcome = await perform(
        compileProject,
        { ...house, actor: { kind: 'system', name: 'models', organizationId }, requestId: `watch:${projectId}`, signal: stopped.signal },
        { projectId, keepSent: isFirst },
      )
      isFirst = false
      complaint = ''
      if (outcome.changed) log.info({ projectId, ...outcome }, 'the models changed and were compiled')
    },
    onError(error) {
      const reason = error instanceof Error ? error.message : String(error)
      // Said once, not at every look.
      if (reason === complaint) return
      complaint = reason
      log.error(
        isAppError(error) ? { projectId, reason } : { projectId, err: error },
        'the models changed and could not be compiled; the last model goes on serving',
      )
    },
  })
  return {
    close() {
      stopped.abort()
      return watch.close()
    },
  }
}
