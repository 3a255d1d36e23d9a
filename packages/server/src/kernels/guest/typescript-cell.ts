import { decodeValue, encodeValue, NotShareable } from '../values.ts'
import { definedAs, openChannel, saidError, textOutput, type Task } from './channel.ts'
import { cellConsole } from './console.ts'
import { takeGlobalsAway } from './hardened.ts'
import { makeTable, openTable, tableBytes, Table } from './table.ts'
import type { Defined, SaidError } from './worker-messages.ts'

/** The worker of one cell of TypeScript or JavaScript. */
const channel = openChannel({ open: () => undefined, run: (task) => void runCell(task) })
const { createObjectURL } = URL
const BlobOfSandbox = Blob
takeGlobalsAway()
delete (URL as { createObjectURL?: unknown }).createObjectURL
delete (URL as { revokeObjectURL?: unknown }).revokeObjectURL
channel.say({ is: 'ready' })

type Finish = (defined: Record<string, () => unknown>) => void
type CellProgram = (tools: object, finish: Finish) => (...reads: unknown[]) => Promise<void>

async function runCell({ message, parts }: Task): Promise<void> {
  const text = textOutput(channel, message.textBytes)
  let displays = 0
  const display = (value: unknown): void => {
    text.flush()
    if (++displays > message.displays) throw new RangeError(`a cell can show ${message.displays} things`)
    const bytes = tableBytes(asTable(value))
    if (bytes !== null) channel.say({ is: 'display', table: 0 }, [bytes])
    else if (typeof value === 'string') channel.say({ is: 'display', text: value.slice(0, message.textBytes) })
    else channel.say({ is: 'display', value: encodeValue(value) })
  }
  Reflect.set(globalThis, 'console', cellConsole(text.write, shown))
  const tools = {
    display,
    table: makeTable,
    Table,
    sql: async (query: unknown) => {
      const { table } = await channel.ask('sql', String(query))
      if (table === null) throw new Error('the query answered no table')
      return openTable(table)
    },
    input: async (name: unknown) => {
      const { message: answer } = await channel.ask('input', String(name))
      return answer.missing === true ? undefined : decodeValue(answer.value)
    },
    // Its value is shown where there is one.
    __show: (value: unknown) => {
      if (value !== undefined) display(value)
    },
  }
  let defined: Defined[] = []
  const tables: ArrayBuffer[] = []
  let error: SaidError | null = null
  let url = ''
  try {
    const names = message.reads.map(({ name }) => name)
    url = createObjectURL(new BlobOfSandbox([programOf(message.code, names, message.defines, message.shows)], { type: 'application/typescript' }))
    const { cell } = (await import(url)) as { cell: CellProgram }
    let finished: Record<string, () => unknown> | null = null
    const reads = message.reads.map(({ value, table }) => (table === undefined ? frozen(decodeValue(value)) : openTable(parts[table] ?? new Uint8Array(0))))
    await cell(tools, (found) => {
      finished = found
    })(...reads)
    defined = definedNames(message.defines, finished, tables)
  } catch (thrown) {
    error = errorOf(thrown, url)
  }
  text.flush()
  channel.say({ is: 'done', defined, error }, tables, true)
}

/** The cell as a module: its code keeps its lines. */
function programOf(code: string, reads: readonly string[], defines: readonly string[], shows: { from: number; to: number } | null): string {
  const body = shows === null ? code : `${code.slice(0, shows.from)};__show(${code.slice(shows.from, shows.to)}\n);${code.slice(shows.to)}`
  const found = defines.map((name) => `${name}: () => ${name}`).join(', ')
  return `export const cell = ({ sql, input, display, table, Table, __show }, __finish) => async (${reads.join(', ')}) => { ${body}\n;__finish({ ${found} }) }`
}

function definedNames(names: readonly string[], finished: Record<string, () => unknown> | null, tables: ArrayBuffer[]): Defined[] {
  if (finished === null) {
    if (names.length === 0) return []
    throw new UndefinedName(`The code ended by return before it could hand out ${names.join(', ')}.`)
  }
  return names.map((name) => {
    try {
      return definedAs(name, finished[name]?.(), tableBytes, tables)
    } catch (error) {
      if (error instanceof ReferenceError) throw new UndefinedName(`The code has no ${name}.`)
      throw error
    }
  })
}

class UndefinedName extends Error {}

/** Rows that are shown are shown as a table. */
function asTable(value: unknown): unknown {
  const isRow = (item: unknown): boolean => typeof item === 'object' && item !== null && Object.getPrototypeOf(item) === Object.prototype
  if (!Array.isArray(value) || value.length === 0 || !value.every(isRow)) return value
  try {
    const made = makeTable(value)
    tableBytes(made)
    return made
  } catch {
    return value
  }
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    for (const item of Object.values(value)) frozen(item)
    Object.freeze(value)
  }
  return value
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Table) return `Table of ${value.rowCount} rows: ${value.names.join(', ')}`
  if (value instanceof Error) return `${value.name}: ${value.message}`
  try {
    return JSON.stringify(encodeValue(value))
  } catch {
    return String(value)
  }
}

/** Letters that are looked through for a place. */
const longestMessage = 10_000

function errorOf(thrown: unknown, url: string): SaidError {
  if (thrown instanceof UndefinedName) return saidError('undefined_name', thrown.message, null)
  if (thrown instanceof NotShareable)
    return saidError('not_shareable', `${thrown.message}${thrown.path === '' ? '' : ` at ${thrown.path.replace(/^\./, '')}`}`, null)
  if (!(thrown instanceof Error)) return saidError('failed', `Thrown: ${shown(thrown)}`, null)
  const message = String(thrown.message).slice(0, longestMessage)
  const compiling = /^(?:SyntaxError: )?([^\n]*)[\s\S]*?at blob:\S*?:(\d+):\d+$/.exec(message)
  if (compiling !== null) return saidError('syntax', compiling[1] ?? message, Number(compiling[2]))
  const at = String(thrown.stack)
    .slice(0, 2 * longestMessage)
    .split(`${url}:`)[1]
  const line = at === undefined ? null : Number.parseInt(at, 10)
  if (thrown instanceof SyntaxError && line === null) return saidError('syntax', message, null)
  if (thrown instanceof ReferenceError) return saidError('unknown_name', message, line)
  return saidError('failed', `${String(thrown.name)}: ${message}`, line)
}
