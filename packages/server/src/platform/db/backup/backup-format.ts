import { z } from 'zod'

/**
 * A backup is one gzip file of text: a line with the header, then for each table a line that names it, its rows as
 * PostgreSQL's COPY writes them and `\.`, and last a line with the number of rows of each table. Without that last line
 * it is not whole.
 */
export const backupHeader = z.object({
  format: z.literal('atrium-backup'),
  version: z.literal(1),
  madeAt: z.string(),
  /** Migrations the store had seen, in order: where a restored store begins. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
})
export type BackupHeader = z.infer<typeof backupHeader>

export const backupTable = z.object({ table: z.string(), columns: z.array(z.string()) })
export type BackupTable = z.infer<typeof backupTable>

export const backupEnd = z.object({ rows: z.record(z.string(), z.number()) })
export type BackupEnd = z.infer<typeof backupEnd>

/** The line after the rows of a table. No row can look like it: COPY doubles every backslash in data. */
export const endOfRows = '\\.'

/** Settings under which rows are written and read, whatever the server's own are. */
export const copySettings = "set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local client_encoding = 'UTF8'"

/** A backup cannot be made or restored; the message says why and what to do. */
export class BackupError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'BackupError'
  }
}
