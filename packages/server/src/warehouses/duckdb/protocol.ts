/**
 * What the server and an engine process say to each other, over one pipe. A frame is
 * `u32 length | u8 kind | u32 id | u32 header length | header (JSON) | data (bytes)`, numbers little-endian; `length`
 * counts what follows it. Data are never text inside JSON: results pass through as the bytes they are.
 */
export const frameKinds = ['open', 'execute', 'check', 'export', 'catalog', 'interrupt', 'answer', 'failure', 'store', 'arrow'] as const
export type FrameKind = (typeof frameKinds)[number]

export type Frame = { kind: FrameKind; id: number; header: unknown; data: Buffer }

const prefix = 4 + 1 + 4 + 4

export function encodeFrame(kind: FrameKind, id: number, header: unknown, data: Buffer = Buffer.alloc(0)): Buffer[] {
  const json = Buffer.from(JSON.stringify(header ?? null))
  const head = Buffer.allocUnsafe(prefix)
  head.writeUInt32LE(prefix - 4 + json.length + data.length, 0)
  head.writeUInt8(frameKinds.indexOf(kind), 4)
  head.writeUInt32LE(id, 5)
  head.writeUInt32LE(json.length, 9)
  return [head, json, data]
}

/** Takes bytes as they come and gives whole frames; call `push` with every piece of the stream. */
export function frameReader(onFrame: (frame: Frame) => void): { push(piece: Buffer): void } {
  let pieces: Buffer[] = []
  let held = 0
  let wanted = 4
  return {
    push(piece) {
      pieces.push(piece)
      held += piece.length
      while (held >= wanted) {
        const all = pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces)
        const length = all.readUInt32LE(0) + 4
        if (all.length < length) {
          pieces = [all]
          wanted = length
          return
        }
        onFrame(readFrame(all.subarray(0, length)))
        const rest = all.subarray(length)
        pieces = rest.length === 0 ? [] : [rest]
        held = rest.length
        wanted = 4
      }
    },
  }
}

function readFrame(bytes: Buffer): Frame {
  const jsonEnd = prefix + bytes.readUInt32LE(9)
  return {
    kind: frameKinds[bytes.readUInt8(4)] ?? 'failure',
    id: bytes.readUInt32LE(5),
    header: JSON.parse(bytes.toString('utf8', prefix, jsonEnd)) as unknown,
    data: bytes.subarray(jsonEnd),
  }
}

/** What attached databases are called, before the name of their table. */
export const attachedPrefix = 'uploaded_'

/** What an engine process is opened with. Paths are absolute. */
export type EngineSettings = {
  database: string
  exportFolder: string
  /** Folder with more database files, one table in each, that are read beside the database; absent: there are none. */
  tablesFolder?: string
  tempFolder: string
  memoryMegabytes: number
  tempMegabytes: number
  threads: number
}

export type EngineColumn = { name: string; type: 'string' | 'number' | 'timestamp' | 'date' | 'boolean'; engineType: string }
/**
 * SQL of a person that may read these tables and nothing else: by name, the SELECT that each stands for. It is checked before
 * the request around it runs, on a connection on which these names are views.
 */
export type Guard = { sql: string; tables: Readonly<Record<string, string>> }
export type ExecuteHeader = { sql: string; maxRows: number; maxBytes: number; fresh: boolean; guard?: Guard }
export type CheckHeader = { sql: string; mayReadTables: boolean }
export type ResultHeader = {
  columns: EngineColumn[]
  rowCount: number
  truncated: boolean
  engineMs: number
  /** Tables of the guard that were read. */ read?: string[]
}
export type ExportHeader = { sql: string; path: string; fresh: boolean; /** Whether all values that are not NULL stand in quotes. */ quoted?: boolean }
export type ExportedHeader = { rowCount: number }
/** Rows that become a file: those of a SELECT, of an answer as `WarehouseResult` has it, or of an Arrow stream, both as the data. */
export type RowSource =
  | { from: 'select'; sql: string; guard?: Guard }
  | { from: 'answer'; columns: readonly { name: string; engineType: string }[] }
  | { from: 'arrow' }
export type StoreHeader = { source: RowSource; path: string; maxRows: number; maxBytes: number }
/** `rowCount` counts one row more than `maxRows` where there are more. */
export type StoredHeader = { columns: EngineColumn[]; rowCount: number; bytes: number; read: string[] }
/** Answered by an Arrow stream of all rows. */
export type ArrowHeader = { sql: string; maxBytes: number }
/** `refused`: the gate said no; `engine`: the engine did; `memory`, `size`, `interrupted`: why it stopped; `damaged`: rows that cannot be read. */
export type FailureHeader = { reason: 'refused' | 'engine' | 'memory' | 'size' | 'damaged' | 'interrupted'; message: string; line?: number }
export type CatalogHeader = Record<string, Record<string, string>>
