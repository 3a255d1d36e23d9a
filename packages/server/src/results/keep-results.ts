import { copyFile, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { duckdb, limitUserSql } from '@atrium/semantic'
import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db/db.ts'
import { newId } from '../platform/ids.ts'
import { keptFree, requireDisk } from '../platform/require-disk.ts'
import { createSingleFlight } from '../query/single-flight.ts'
import type { RowSource, StoredHeader, StoreHeader } from '../warehouses/duckdb/protocol.ts'
import { folderId } from './folder-id.ts'
import { guardOf, partialTables, type Question } from './question.ts'
import type { Asker, ResultEngines } from './result-engines.ts'
import { rememberResults, type FoundResult } from './remembered-results.ts'
import { asFailure } from './result-failure.ts'
import {
  deleteOverQuota,
  deleteResult,
  deleteUnused,
  findResult,
  findResultById,
  knownResults,
  markUsed,
  saveResult,
  type ResultKey,
  type StoredResult,
} from './result-store.ts'

/** Where the rows of a result come from. */
export type ResultSource =
  /** What the query service answered: JSON by column, with the types that the warehouse gave them. */
  | { kind: 'answer'; columns: readonly { name: string; engineType: string }[]; data: Buffer; truncated: boolean }
  /** A question to other results of the same audience. */
  | { kind: 'question'; question: Question }
  /** An Arrow stream, of a program that nobody has to trust. */
  | { kind: 'arrow'; data: Buffer }
  /** A file of Parquet that was written here; it is copied. */
  | { kind: 'file'; path: string; /** Of people who share little room: all of theirs together, by how their audiences begin. */ shared?: Share }

/** A part of the room of a project. What is too much for it makes way there, and takes nothing from others. */
export type Share = { audiences: string; part: number }

export type ResultKeeping = {
  /** The result of a key; null when it is not here and has to be made. */
  find(key: ResultKey): Promise<StoredResult | null>
  /** The same by its id; null too for whoever is not of its audience. */
  get(which: { projectId: string; audience: string; id: string }): Promise<StoredResult | null>
  /** Which of these ids are still here. */
  known(ids: readonly string[]): Promise<ReadonlySet<string>>
  /**
   * Writes a result in the place of the one that has its key, and makes room for it. Whoever keeps the same at the same time
   * shares the work. Throws as questions do, `limit_exceeded` for what is too large, `unavailable` when the disk is full.
   */
  keep(key: ResultKey, source: ResultSource, asker: Asker): Promise<StoredResult>
  /** Removes what was not asked for in a time, and files of which nothing is known. */
  tidy(): Promise<{ removed: number; files: number }>
  placeOf(result: Pick<StoredResult, 'id' | 'projectId'>): string
}

export type ResultKeepingOptions = {
  db: Db
  clock: Clock
  folder: string
  engines: ResultEngines
  limits: {
    maxRows: number
    /** Of one file. */ maxBytes: number
    /** Of all files of a project. */ projectBytes: number
    /** Milliseconds after its last use that a result stays. */ keptMs: number
  }
}

const hour = 3_600_000

export function createResultKeeping({ db, clock, folder, engines, limits }: ResultKeepingOptions): ResultKeeping {
  const flights = createSingleFlight<StoredResult>()
  const remembered = rememberResults()
  const placeOf = ({ id, projectId }: Pick<StoredResult, 'id' | 'projectId'>): string => path.join(engines.folderOf(projectId), `${id}.parquet`)
  const removeFile = (result: Pick<StoredResult, 'id' | 'projectId'>): Promise<void> => {
    remembered.forget(result.id)
    return rm(placeOf(result), { force: true })
  }

  const sourceOf = (key: ResultKey, source: ResultSource, copy: string): RowSource => {
    switch (source.kind) {
      case 'file':
        return { from: 'select', sql: `SELECT * FROM read_parquet(${duckdb.stringLiteral(copy)}) LIMIT ${limits.maxRows + 1}` }
      case 'answer':
        return { from: 'answer', columns: source.columns.map(({ name, engineType }) => ({ name, engineType })) }
      case 'arrow':
        return { from: 'arrow' }
      case 'question': {
        const guard = guardOf(key, source.question, placeOf)
        const { atMost = Infinity } = source.question
        // One row more than kept: whether there are more is known, not guessed.
        return { from: 'select', sql: atMost <= limits.maxRows ? guard.sql : limitUserSql(guard.sql, limits.maxRows + 1), guard }
      }
    }
  }

  const write = async (key: ResultKey, source: ResultSource, asker: Asker): Promise<StoredResult> => {
    const { projectId } = key
    const data = 'data' in source ? source.data : undefined
    const place = await engines.prepare(projectId)
    await requireDisk(place, keptFree + (source.kind === 'file' ? (await stat(source.path)).size : (data?.length ?? 0)))
    const here = await folderId(folder)
    const id = newId()
    const unfinished = path.join(place, `${id}.part`)
    const copy = path.join(place, `${id}-given.part`)
    try {
      const rows = sourceOf(key, source, copy)
      // The engine reads no files but those of its folder.
      if (source.kind === 'file') await copyFile(source.path, copy)
      const header: StoreHeader = { source: rows, path: unfinished, maxRows: limits.maxRows, maxBytes: limits.maxBytes }
      const stored = (await engines.request(projectId, 'store', header, asker, data)).header as StoredHeader
      const result: StoredResult = {
        ...key,
        id,
        columns: stored.columns,
        rows: Math.min(stored.rowCount, limits.maxRows),
        bytes: stored.bytes,
        truncated: stored.rowCount > limits.maxRows || (source.kind === 'answer' && source.truncated),
        partial: source.kind === 'question' && partialTables(stored.read, source.question.tables).length > 0,
        madeAt: new Date(clock.now()),
      }
      await rename(unfinished, placeOf(result))
      const { before, projectBytes } = await saveResult(db, result, here)
      if (before !== null) await removeFile({ id: before, projectId })
      remembered.note({ ...result, usedAt: result.madeAt })
      const shared = 'shared' in source ? source.shared : undefined
      // One file always has its place.
      const ofShare = shared && { audiences: shared.audiences, bytes: Math.max(limits.projectBytes * shared.part, result.bytes) }
      const over = [
        ...(ofShare === undefined ? [] : await deleteOverQuota(db, { projectId, folder: here, ...ofShare })),
        ...(projectBytes > limits.projectBytes ? await deleteOverQuota(db, { projectId, folder: here, audiences: '', bytes: limits.projectBytes }) : []),
      ]
      for (const gone of over) await removeFile({ id: gone, projectId })
      return result
    } catch (error) {
      throw asFailure(error, place)
    } finally {
      for (const file of [unfinished, copy]) await rm(file, { force: true })
    }
  }

  /** What was found, if its file is whole. */
  const present = async (found: FoundResult | null): Promise<StoredResult | null> => {
    if (found === null) return null
    const { usedAt, ...result } = found
    if (!(await isWhole(result))) {
      remembered.forget(result.id)
      await deleteResult(db, result.id)
      return null
    }
    const isOfNow = usedAt.getTime() >= clock.now() - hour
    remembered.note(isOfNow ? found : { ...found, usedAt: new Date(clock.now()) })
    if (!isOfNow) await markUsed(db, result.id, new Date(clock.now()))
    return result
  }
  const isWhole = async (result: StoredResult): Promise<boolean> => (await stat(placeOf(result)).catch(() => ({ size: -1 }))).size === result.bytes

  const findById = async (which: { projectId: string; audience: string; id: string }): Promise<FoundResult | null> => {
    const found = remembered.get(which.id)
    if (found === undefined) return findResultById(db, which, await folderId(folder))
    return found.projectId === which.projectId && found.audience === which.audience ? found : null
  }

  const known = async (ids: readonly string[]): Promise<Set<string>> => {
    const here = new Set<string>()
    await Promise.all(
      ids.map(async (id) => {
        const found = remembered.get(id)
        if (found !== undefined && (await isWhole(found))) here.add(id)
      }),
    )
    const others = ids.filter((id) => !here.has(id))
    return others.length === 0 ? here : new Set([...here, ...(await knownResults(db, others, await folderId(folder)))])
  }

  return {
    placeOf,
    find: async (key) => present(await findResult(db, key, await folderId(folder))),
    get: async (which) => present(await findById(which)),
    known,
    async keep(key, source, asker) {
      const flight = JSON.stringify([key.projectId, key.fingerprint, key.audience])
      const { value } = await flights.run(flight, asker.signal, (signal) => write(key, source, { ...asker, signal }))
      return value
    },
    async tidy() {
      remembered.forgetAll()
      const removed = await deleteUnused(db, new Date(clock.now() - limits.keptMs))
      const here = await folderId(folder)
      let files = 0
      for (const projectId of await foldersOf(folder)) {
        const found = (await readdir(engines.folderOf(projectId)).catch(() => [])).filter((file) => /\.(parquet|part)$/.test(file))
        const known = await knownResults(
          db,
          found.flatMap((file) => (/^[0-9a-f-]{36}\.parquet$/.test(file) ? [path.parse(file).name] : [])),
          here,
        )
        for (const file of found) {
          if (known.has(path.parse(file).name) && file.endsWith('.parquet')) continue
          const full = path.join(engines.folderOf(projectId), file)
          // What is being written has no row yet.
          const writtenAt = (await stat(full).catch(() => null))?.mtimeMs ?? Infinity
          if (writtenAt > clock.now() - hour) continue
          await rm(full, { force: true })
          files++
        }
      }
      return { removed, files }
    },
  }
}

async function foldersOf(folder: string): Promise<string[]> {
  const found = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return found.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
}
