import type { ErrorParams } from '../platform/errors.ts'

/** What runs cells of code. Words of this port are plain data: no engine, no process, no wire format shows through. */
export type KernelLanguage = 'typescript' | 'python'

/** What cells hand to each other beside tables. `Date` is a moment; integers that no double can hold are `bigint`. */
export type CellValue = null | boolean | number | bigint | string | Date | readonly CellValue[] | { readonly [key: string]: CellValue }

/** A table is an Arrow IPC stream or file. */
export type ArrowTable = Uint8Array

export type CellInput = { value: CellValue } | { table: ArrowTable }

export type CellRun = {
  code: string
  /** What other cells defined, by name: the code sees these and nothing else. */
  reads: Readonly<Record<string, CellInput>>
  /** Names that the code assigns at its top level and others may read. */
  defines: readonly string[]
  /** TypeScript: where the last expression stands (offsets in `code`), whose value is shown. Python finds its own. */
  shows?: { from: number; to: number }
}

export type CellDisplay = { kind: 'text'; text: string } | { kind: 'value'; value: CellValue } | { kind: 'table'; table: ArrowTable }

/**
 * Why a cell did not end well. `syntax`, `failed`, `unknown_name`, `undefined_name`, `not_shareable` are the code's own;
 * after the others its process was ended, and the next run gets a new one.
 */
export type CellErrorCode = 'syntax' | 'failed' | 'unknown_name' | 'undefined_name' | 'not_shareable' | 'memory' | 'time' | 'output' | 'interrupted' | 'crashed'

export type CellError = {
  code: CellErrorCode
  message: string
  /** Line of the cell, from 1; null when there is none. */
  line: number | null
  /** What to do about it; null when the message says all there is. */
  hint: string | null
  /** Names and numbers of the message, as `ErrorDetails` has them. */
  params?: ErrorParams
}

export type CellResult = {
  values: Record<string, CellValue>
  tables: Record<string, ArrowTable>
  /** Names that were defined as something that stays inside of its cell (a function, a class), and why. */
  withheld: { name: string; reason: string }[]
  displays: CellDisplay[]
  /** What was printed; cut at the limit, which `textCut` says. */
  text: string
  textCut: boolean
  error: CellError | null
  ms: number
  /** The most memory that the process was seen to use, in bytes; 0 where the system does not tell. */
  memoryBytes: number
}

/** All that code can ask of the outside. Both answer as whoever opened the kernel may. */
export type KernelCalls = {
  /** The rows of a query as a table; a message of what it throws is shown to the code. Aborted when the run ends. */
  sql(text: string, signal: AbortSignal): Promise<ArrowTable>
  /** The value of an input; undefined when there is none of that name. */
  input(name: string): Promise<CellValue | undefined>
}

export type KernelLimits = {
  /** Milliseconds a cell may take, its queries included. */
  timeoutMs: number
  /** Megabytes its process may use altogether. */
  memoryMb: number
  /** Bytes of printed text that are kept. */
  textBytes: number
  /** Things that a cell may show. */
  displays: number
  /** Bytes of all values and tables that a cell hands out. */
  resultBytes: number
  /** Queries and inputs that a cell may ask for. */
  calls: number
}

export const defaultKernelLimits: KernelLimits = {
  timeoutMs: 60_000,
  memoryMb: 768,
  textBytes: 1024 * 1024,
  displays: 100,
  resultBytes: 512 * 1024 * 1024,
  calls: 1000,
}

/** In whose name a cell runs, and until when somebody wants it to. */
export type CellAsker = {
  /** People are served in turn. */ fairKey: string
  signal: AbortSignal
}

/** Runs cells one after the other. It keeps nothing between them: a cell is a function of what it reads. */
export type Kernel = {
  readonly language: KernelLanguage
  /**
   * Runs a cell to its end, good or bad, as soon as there is room for it. Throws `AppError` only for what is not the code's
   * fault: `invalid` for names that are none, `unavailable` when there is no process to be had or the kernel was closed,
   * `limit_exceeded` when too many wait, `cancelled` when `signal` ends, or the kernel is closed, before it began.
   */
  run(cell: CellRun, asker: CellAsker): Promise<CellResult>
  /** Ends what runs now, at once and whatever it does; cells that wait behind it run. */
  interrupt(): void
  close(): Promise<void>
}
