import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { createEmptyDatabase } from '../warehouses/create-empty-database.ts'
import { createEngineClient, type EngineClient, type EngineClientOptions, type EngineReply } from '../warehouses/duckdb/engine-client.ts'
import type { FrameKind } from '../warehouses/duckdb/protocol.ts'
import { createSlots } from '../warehouses/slots.ts'

/** On whose behalf the engine works. */
export type Asker = {
  /** People are served in turn. */ fairKey: string
  signal: AbortSignal
  timeoutMs: number
}

/** The engines that read result files: one process for each project, which sees no files but those of that project. */
export type ResultEngines = {
  request(projectId: string, kind: FrameKind, header: unknown, asker: Asker, data?: Buffer): Promise<EngineReply>
  /** Where the files of a project lie. */
  folderOf(projectId: string): string
  /** Makes that folder where it is not. */
  prepare(projectId: string): Promise<string>
  /** For tests: the process of a project. */
  pid(projectId: string): number | undefined
  close(): Promise<void>
}

export type ResultEnginesOptions = Omit<EngineClientOptions, 'settings'> & {
  folder: string
  tempFolder: string
  memoryMegabytes: number
  threads: number
  /** Questions at once, and questions that may wait. */
  slots: number
  maxWaiting: number
  /** Milliseconds after which a process that nobody asks ends. */
  idleMs: number
}

type Open = { client: EngineClient; idle: NodeJS.Timeout | null }

export function createResultEngines(options: ResultEnginesOptions): ResultEngines {
  const { memoryMegabytes, threads } = options
  const slots = createSlots(options)
  const engines = new Map<string, Open>()
  const preparing = new Map<string, Promise<string>>()
  const folderOf = (projectId: string): string => {
    if (!/^[\w-]+$/.test(projectId)) throw new Error(`${projectId} is no id of a project`)
    return path.join(options.folder, projectId)
  }
  const databaseOf = (projectId: string): string => path.join(folderOf(projectId), 'engine.duckdb')
  const tempOf = (projectId: string): string => path.join(options.tempFolder, projectId)

  const make = async (projectId: string): Promise<string> => {
    await mkdir(folderOf(projectId), { recursive: true, mode: 0o700 })
    await mkdir(tempOf(projectId), { recursive: true, mode: 0o700 })
    if (!existsSync(databaseOf(projectId))) await createEmptyDatabase(databaseOf(projectId))
    return folderOf(projectId)
  }
  const prepare = (projectId: string): Promise<string> => {
    // Somebody may have cleared the folder away: whatever was in it can be made again.
    if (engines.has(projectId) && existsSync(databaseOf(projectId)) && existsSync(tempOf(projectId))) return Promise.resolve(folderOf(projectId))
    const running = preparing.get(projectId) ?? make(projectId).finally(() => preparing.delete(projectId))
    preparing.set(projectId, running)
    return running
  }
  const open = (projectId: string): Open => {
    const known = engines.get(projectId)
    if (known !== undefined) return known
    const settings = {
      database: databaseOf(projectId),
      exportFolder: folderOf(projectId),
      tempFolder: tempOf(projectId),
      memoryMegabytes,
      tempMegabytes: 4 * memoryMegabytes,
      threads,
    }
    const opened: Open = { client: createEngineClient({ ...options, settings }), idle: null }
    engines.set(projectId, opened)
    return opened
  }

  return {
    folderOf,
    prepare,
    request: (projectId, kind, header, asker, data) =>
      slots.run(asker.fairKey, asker.signal, async () => {
        await prepare(projectId)
        const engine = open(projectId)
        clearTimeout(engine.idle ?? undefined)
        try {
          return await engine.client.request(kind, header, asker, data)
        } finally {
          clearTimeout(engine.idle ?? undefined)
          engine.idle = setTimeout(() => engine.client.replace(), options.idleMs).unref()
        }
      }),
    pid: (projectId) => engines.get(projectId)?.client.pid(),
    async close() {
      const all = [...engines.values()]
      engines.clear()
      for (const { idle } of all) clearTimeout(idle ?? undefined)
      await Promise.all(all.map(({ client }) => client.close()))
    },
  }
}
