import { rm } from 'node:fs/promises'
import path from 'node:path'
import { newId } from '../platform/ids.ts'
import { keptFree, requireDisk } from '../platform/require-disk.ts'
import type { RowsToWrite } from '../warehouses/warehouse.ts'
import type { StoredResult } from './result-store.ts'

type Lending = {
  /** Of the result. */
  file: string
  select: string
  writeCsv(sql: string, path: string): Promise<void>
}

/** As text, rows take several times the room that they take compressed. */
const textTimes = 10

/** Gives a result to what writes its rows somewhere. What this makes lies beside it under names that the nightly tidying knows, should the process end before. */
export async function lendResult<T>(
  { columns, rows: count, bytes }: StoredResult,
  { file, select, writeCsv }: Lending,
  work: (rows: RowsToWrite) => Promise<T>,
): Promise<T> {
  const made: string[] = []
  const newFile = (): string => {
    const place = path.join(path.dirname(file), `${newId()}.part`)
    made.push(place)
    return place
  }
  try {
    return await work({
      columns,
      count,
      file,
      select,
      newFile,
      async csv(expressions) {
        await requireDisk(path.dirname(file), keptFree + textTimes * bytes)
        const place = newFile()
        await writeCsv(`SELECT ${expressions.join(', ')} FROM (${select})`, place)
        return place
      },
    })
  } finally {
    for (const place of made.flatMap((one) => [one, `${one}.wal`])) await rm(place, { force: true })
  }
}
