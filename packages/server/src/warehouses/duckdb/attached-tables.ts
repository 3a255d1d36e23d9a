import { existsSync } from 'node:fs'
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { WarehouseCatalog } from '@atrium/semantic'
import { AppError } from '../../platform/errors.ts'
import { keptFree, requireDisk } from '../../platform/require-disk.ts'
import type { Ingest } from '../ingest/ingest-client.ts'
import { notOurs } from '../refused-writes.ts'
import { createSlots } from '../slots.ts'
import type { ExecuteOptions, RowsToWrite, TablePlace, Warehouse, WriteOptions } from '../warehouse.ts'

type Options = {
  /** Where the files lie; absent: this warehouse takes none. */
  folder: string | undefined
  catalog(): Promise<WarehouseCatalog>
  /** Of the tables with these names that there are what lies with an attached one to know it by. */
  marksOf(names: readonly string[], limits?: Pick<ExecuteOptions, 'timeoutMs' | 'signal'>): Promise<ReadonlyMap<string, string | null>>
  makeTable: Ingest['table']
  /** Called when files came or went: the engine must open its files anew. */
  changed(): void
}

/** One table at a time; as many may wait for their turn. */
const waitingWrites = 20

/** Names that can be a file's, a table's and an explore's alike. */
const nameOfTable = /^[a-z][a-z0-9_]{0,62}$/

/**
 * Tables in database files of their own, beside a warehouse's main database. That one is never written by us: it may be
 * large, or somebody else's. A new file is whole before it is renamed into the folder, so no engine ever sees half of it.
 */
export function createAttachedTables(options: Options): Pick<Warehouse, 'addTable' | 'addedTables' | 'removeTable' | 'writeTable' | 'tableStates'> {
  const { folder, catalog, changed } = options
  const writing = createSlots({ slots: 1, maxWaiting: waitingWrites })
  const inTurn = createTurns()
  const placeOf = (name: string): string => {
    if (folder === undefined) throw new AppError('invalid', 'This warehouse takes no uploaded tables', { reason: 'no_uploads' })
    if (!nameOfTable.test(name))
      throw new AppError('invalid', `"${name.slice(0, 80)}" cannot be the name of a table`, { reason: 'table_name', params: { table: name.slice(0, 80) } })
    return path.join(folder, `${name}.duckdb`)
  }
  /** Makes the file anew and puts it in the place of the one that was there when it was begun: whoever reads has the one or the other. */
  const write = async ({ name }: TablePlace, rows: RowsToWrite, { mode, mark, signal, fairKey }: Omit<WriteOptions, 'timeoutMs'>): Promise<void> => {
    const place = placeOf(name)
    const before = await stat(place).catch(() => null)
    if ((before !== null || Object.hasOwn(await catalog(), name)) && (await options.marksOf([name])).get(name) !== mark) throw notOurs(name)
    const isNew = before === null || mode === 'replace'
    const target = rows.newFile()
    await requireDisk(path.dirname(target), keptFree + (isNew ? 0 : before.size))
    if (!isNew) await copyFile(place, target)
    await options.makeTable({ file: rows.file, select: rows.select, target, table: name, isNew, mark }, signal, fairKey)
    await putInPlace(target, place, async () => {
      const there = await stat(place).catch(() => null)
      // A new file may be given the number of one that was deleted.
      if (there?.ino === before?.ino && there?.birthtimeMs === before?.birthtimeMs) return
      throw before === null ? notOurs(name) : changedMeanwhile(name)
    })
  }
  /** Moves a whole file into the folder, if `check` says that its place is still as it was. */
  const putInPlace = async (file: string, place: string, check: () => Promise<void>): Promise<void> => {
    const parent = path.dirname(place)
    await mkdir(parent, { recursive: true, mode: 0o700 })
    await inTurn(async () => {
      await check()
      await syncPath(file)
      await rename(file, place)
      await syncPath(parent)
      changed()
    })
  }
  return {
    async writeTable(place, rows, { timeoutMs, ...writeOptions }) {
      const ends = AbortSignal.timeout(timeoutMs)
      const signal = AbortSignal.any([writeOptions.signal, ends])
      const { fairKey } = writeOptions
      await writing
        .run(fairKey, signal, () => write(place, rows, { ...writeOptions, signal }))
        .catch((error: unknown) => {
          throw ends.aborted && !writeOptions.signal.aborted ? tookTooLong(timeoutMs) : error
        })
    },
    async addTable(name, file) {
      const place = placeOf(name)
      // Asked before its turn comes, for an engine may have to be started for that.
      const isKnown = Object.hasOwn(await catalog(), name)
      const requireFree = async (): Promise<void> => {
        if (!existsSync(place) && !isKnown) return
        throw new AppError('conflict', `There is a table ${name} already. Choose another name.`, { reason: 'table_exists', params: { table: name } })
      }
      await putInPlace(file, place, requireFree)
    },
    async addedTables() {
      const files = folder === undefined ? [] : await readdir(folder).catch(() => [])
      return files.flatMap((file) => (file.endsWith('.duckdb') && nameOfTable.test(file.slice(0, -7)) ? [file.slice(0, -7)] : [])).toSorted()
    },
    async removeTable(name) {
      const place = placeOf(name)
      await inTurn(async () => {
        await rm(place, { force: true })
        changed()
      })
    },
    async tableStates(places, { mark, ...limits }) {
      const marks = await options.marksOf(
        places.flatMap(({ schema, name }) => (schema === null ? [name] : [])),
        limits,
      )
      return places.map(({ schema, name }) => (schema !== null || !marks.has(name) ? 'gone' : marks.get(name) === mark ? 'here' : 'other'))
    },
  }
}

/** Lets work on the folder happen one after the other: what was checked is still so when it is done. It is short; tables are made outside of it. */
function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
}

const changedMeanwhile = (name: string): AppError =>
  new AppError('conflict', `${name} was deleted or replaced by somebody else while it was written, so nothing was written. Run the cell again.`, {
    reason: 'table_changed',
    params: { table: name },
  })

const tookTooLong = (timeoutMs: number): AppError =>
  new AppError(
    'limit_exceeded',
    `The table was not written within ${timeoutMs / 1000} s. It is as it was: write fewer rows, or try again when less is written.`,
    {
      reason: 'write_timeout',
      params: { seconds: timeoutMs / 1000 },
    },
  )

/** On disk, not only in the memory of the system. */
async function syncPath(place: string): Promise<void> {
  const handle = await open(place)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
