import type { Ingest } from '../../warehouses/ingest/ingest-client.ts'
import type { DevelopCtx } from '../develop/develop-ctx.ts'

export type Uploads = {
  /** Where files wait, one folder for each. */
  folder: string
  /** Bytes of a file at most, and of one part of it. */
  maxBytes: number
  partBytes: number
  ingest: Ingest
}

/** What operations on uploads need. */
export type UploadsCtx = DevelopCtx & { uploads: Uploads }
