import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { z } from 'zod'
import { backupEnd, BackupError, backupHeader, backupTable, endOfRows, type BackupEnd, type BackupHeader, type BackupTable } from './backup-format.ts'

/** What is made of the parts of a backup, in their order; `rows` are lines of COPY with their line ends. */
export type BackupReader = {
  header(header: BackupHeader): Promise<void>
  table(table: BackupTable, rows: AsyncIterable<Buffer>): Promise<void>
  end(end: BackupEnd): Promise<void>
}

const newline = 0x0a
const pieceBytes = 64 * 1024

/** Reads a backup once from start to end. Throws `BackupError` for a file that is none or is not whole. */
export async function readBackup(file: string, reader: BackupReader): Promise<void> {
  try {
    await pipeline(createReadStream(file), createGunzip(), async (source: AsyncIterable<Buffer>) => {
      const lines = linesOf(source)
      await reader.header(parsed(backupHeader, await nextLine(lines, file), file))
      for (;;) {
        const line = await nextLine(lines, file)
        const table = backupTable.safeParse(json(line))
        if (!table.success) return reader.end(parsed(backupEnd, line, file))
        await reader.table(table.data, rowsOf(lines, file))
      }
    })
  } catch (error) {
    throw explained(error, file)
  }
}

/** Lines without their ends. Only a line feed ends one: other separators of Unicode are data. */
async function* linesOf(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer, undefined> {
  let begun: Buffer[] = []
  for await (const piece of source) {
    let from = 0
    for (let at = piece.indexOf(newline); at >= 0; at = piece.indexOf(newline, from)) {
      const part = piece.subarray(from, at)
      yield begun.length === 0 ? part : Buffer.concat([...begun, part])
      begun = []
      from = at + 1
    }
    if (from < piece.length) begun.push(piece.subarray(from))
  }
  return undefined
}

type Lines = AsyncGenerator<Buffer, undefined>

async function nextLine(lines: Lines, file: string): Promise<Buffer> {
  const { value } = await lines.next()
  if (value === undefined) throw notWhole(file)
  return value
}

/** The lines up to the end of the table's rows, in pieces of a size worth sending. */
async function* rowsOf(lines: Lines, file: string): AsyncGenerator<Buffer> {
  const end = Buffer.from(endOfRows)
  const feed = Buffer.from([newline])
  let piece: Buffer[] = []
  let bytes = 0
  for (let line = await nextLine(lines, file); !line.equals(end); line = await nextLine(lines, file)) {
    piece.push(line, feed)
    bytes += line.length + 1
    if (bytes < pieceBytes) continue
    yield Buffer.concat(piece)
    piece = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(piece)
}

function json(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8')) as unknown
  } catch {
    return null
  }
}

function parsed<T>(schema: z.ZodType<T>, line: Buffer, file: string): T {
  const read = schema.safeParse(json(line))
  if (!read.success) throw new BackupError(`${file} is not a backup that this Atrium can read.`)
  return read.data
}

const notWhole = (file: string): BackupError => new BackupError(`The backup ${file} is cut short. Take another copy of it.`)

function explained(error: unknown, file: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'Z_BUF_ERROR') return notWhole(file)
  if (code?.startsWith('Z_') === true) return new BackupError(`${file} is not a backup, or is damaged (${message}).`, { cause: error })
  if (['ENOENT', 'EACCES', 'EISDIR', 'EPERM'].includes(code ?? '')) return new BackupError(`The file ${file} cannot be read (${code}).`, { cause: error })
  return error
}
