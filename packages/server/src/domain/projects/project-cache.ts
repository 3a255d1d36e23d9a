import { compileMemory, type CompileMemory } from '@atrium/semantic'
import type { Db } from '../../platform/db/db.ts'
import { AppError } from '../../platform/errors.ts'
import { withNamesOfBefore } from './former-names.ts'
import { listFieldRenames } from './former-names-store.ts'
import { findProjectIdByNumber } from './project-number-store.ts'
import { findProject, findProjectModel } from './project-store.ts'
import type { Project, ProjectModel } from './types.ts'
import { listVirtualViews, withVirtualViews } from './virtual-views/with-virtual-views.ts'

/**
 * Projects and their models in memory, virtual views and names of before beside what was compiled: a query must not read the store, let alone parse a model. Entries go
 * when the house says so (`forget`): in the process that changed them at once, on other nodes by notification.
 */
export type ProjectCache = {
  /** Throws `not_found`. */
  project(id: string): Promise<Project>
  /** The id of the project with this number, which never changes; null: there is none. */
  idOfNumber(number: number): Promise<string | null>
  /** Throws `not_found` for a project that was never compiled. */
  model(id: string): Promise<ProjectModel>
  /** The same; null for a project that was never compiled. */
  findModel(id: string): Promise<ProjectModel | null>
  /** Stands for a project and its model as they are remembered: another one as soon as they may have changed; null: they are not. */
  stampOf(id: string): object | null
  /** What the last compilation here left for the next one. */
  compileMemory(id: string): CompileMemory
  forget(id: string): void
  /** After a lost connection: what other nodes changed meanwhile is not known. */
  forgetAll(): void
}

export function createProjectCache(db: Db): ProjectCache {
  const projects = new Map<string, Promise<Project | null>>()
  const models = new Map<string, Promise<ProjectModel | null>>()
  const numbers = new Map<number, Promise<string | null>>()
  const memories = new Map<string, CompileMemory>()

  const remembered = async <K, T>(map: Map<K, Promise<T | null>>, id: K, load: () => Promise<T | null>): Promise<T | null> => {
    const known = map.get(id)
    if (known !== undefined) return known
    const loading = load()
    map.set(id, loading)
    // Absent and failed look-ups are not kept: otherwise made-up ids would fill the memory.
    const value = await loading.catch((error: unknown) => {
      if (map.get(id) === loading) map.delete(id)
      throw error
    })
    if (value === null && map.get(id) === loading) map.delete(id)
    return value
  }

  const load = async (id: string): Promise<ProjectModel | null> => {
    const project = await remembered(projects, id, () => findProject(db, id))
    if (project === null) return null
    const model = withVirtualViews(await findProjectModel(db, id), project, await listVirtualViews(db, id))
    return withNamesOfBefore(model, await listFieldRenames(db, id))
  }
  const findModel = (id: string): Promise<ProjectModel | null> => remembered(models, id, () => load(id))

  return {
    async project(id) {
      const project = await remembered(projects, id, () => findProject(db, id))
      if (project === null) throw new AppError('not_found', `Project ${id} does not exist`, { reason: 'project_missing' })
      return project
    },
    idOfNumber: (number) => remembered(numbers, number, () => findProjectIdByNumber(db, number)),
    async model(id) {
      const model = await findModel(id)
      if (model === null) {
        throw new AppError('not_found', 'This project has no compiled models yet: point it at a model folder and refresh it', {
          reason: 'model_missing',
        })
      }
      return model
    },
    findModel,
    stampOf: (id) => models.get(id) ?? null,
    compileMemory(id) {
      const memory = memories.get(id) ?? compileMemory()
      memories.set(id, memory)
      return memory
    },
    forget(id) {
      projects.delete(id)
      models.delete(id)
    },
    forgetAll() {
      projects.clear()
      models.clear()
    },
  }
}
