import { bool, columnFromArray, dateDay, float64, int64, TimeUnit, timestamp, Type, utf8, type Column } from '@uwdata/flechette'
import { openChannel, saidError, textOutput, type Channel, type Task } from './channel.ts'
import cellProgram from './cell.py'
import frameProgram from './frame.py'
import { readArrow, writeArrow, type ArrowTable } from './arrow.ts'
import { sandbox } from './deno.ts'
import { takeGlobalsAway } from './hardened.ts'
import { warmUp } from './warm-up.ts'
import type { Defined, SaidError, WorkerOpen } from './worker-messages.ts'

/** The worker of a kernel of Python: an interpreter, and one cell after the other. */
type PyObject = { callPromising(...values: unknown[]): Promise<unknown>; destroy(): void }
type Interpreter = {
  runPython(code: string, options: { globals: unknown }): PyObject
  toPy(value: object): unknown
  setStdout(options: { write(bytes: Uint8Array): number }): void
  setStderr(options: { write(bytes: Uint8Array): number }): void
  makeMemorySnapshot(): Uint8Array<ArrayBuffer>
}
type LoadInterpreter = (options: object) => Promise<Interpreter>

/** What the interpreter itself needs while it runs. */
const needed = ['WebAssembly', 'MessageChannel', 'performance']
const { Deno } = sandbox
let runProgram = (_bridge: object): Promise<unknown> => Promise.reject(new Error('Python is not ready'))
let write: (text: string) => void = () => undefined

/** The interpreter runs one cell at a time. */
let last = Promise.resolve()
const runInTurn = (task: Task, channel: Channel): Promise<void> => (last = last.then(() => runCell(task, channel)))
/** Whether somebody's cell has come. */
let isWanted = false

const server = openChannel({
  open: (settings) => void open(settings),
  run(task) {
    isWanted = true
    void runInTurn(task, server)
  },
})

async function open({ memoryMb, pythonFolder, snapshot }: WorkerOpen['open']): Promise<void> {
  capMemory(memoryMb)
  // Without these the interpreter takes the way of browsers, where there is nothing of the system to reach.
  for (const name of ['Deno', 'process', 'Buffer', 'global', 'Worker']) Reflect.deleteProperty(globalThis, name)
  const home = `file://${(pythonFolder ?? '').split('/').map(encodeURIComponent).join('/')}`
  const { loadPyodide } = (await import(`${home}pyodide.mjs`)) as { loadPyodide: LoadInterpreter }
  const python = await loadPyodide({
    indexURL: home,
    env: { HOME: '/home/cell' },
    jsglobals: Object.create(null) as object,
    ...(snapshot === null ? { _makeSnapshot: true } : { _loadSnapshot: snapshot }),
  })
  Deno.permissions.revokeSync({ name: 'read', path: pythonFolder ?? '' })
  Deno.permissions.revokeSync({ name: 'read' })
  if (snapshot === null) {
    server.say({ is: 'snapshot' }, [python.makeMemorySnapshot().slice().buffer], true)
    return
  }
  const output = { write: outputOf() }
  python.setStdout(output)
  python.setStderr(output)
  const space = python.toPy({})
  const frame = python.runPython(`${frameProgram}\nFrame`, { globals: space })
  const run = python.runPython(`${cellProgram}\nrun`, { globals: python.toPy({}) })
  runProgram = (bridge) => run.callPromising(bridge, frame)
  takeGlobalsAway(needed)
  server.say({ is: 'ready' })
  void warmUp(runInTurn, server, () => isWanted)
}

/** The interpreter's memory grows up to here; beyond it Python says MemoryError and lives on. */
function capMemory(memoryMb: number): void {
  const { prototype } = sandbox.WebAssembly.Memory
  const { grow } = prototype
  prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * 65_536 > memoryMb * 1_048_576) throw new RangeError('no more memory')
    return Reflect.apply(grow, this, [pages])
  }
}

function outputOf(): (bytes: Uint8Array) => number {
  const decoder = new TextDecoder()
  return (bytes) => {
    write(decoder.decode(bytes, { stream: true }))
    return bytes.length
  }
}

async function runCell({ message, parts }: Task, channel: Channel): Promise<void> {
  const text = textOutput(channel, message.textBytes)
  write = text.write
  const reads = new Map(message.reads.map((read) => [read.name, read]))
  const defined: Defined[] = []
  const tables: ArrayBuffer[] = []
  let finished: ArrayBuffer[] = []
  const take = (): ArrayBuffer => finished.pop() ?? new ArrayBuffer(0)
  const bridge = {
    code: message.code,
    displays: message.displays,
    reads: [...reads.keys()],
    defines: message.defines,
    readTable: (name: string) => {
      const table = reads.get(name)?.table
      return table === undefined ? undefined : openTable(parts[table] ?? new Uint8Array(0))
    },
    readValue: (name: string) => JSON.stringify(reads.get(name)?.value ?? null),
    sql: async (query: string) => openTable((await channel.ask('sql', query)).table ?? new Uint8Array(0)),
    input: async (name: string) => {
      const { message: answer } = await channel.ask('input', name)
      return answer.missing === true ? undefined : JSON.stringify(answer.value)
    },
    newTable: () => newTable((bytes) => (finished = [bytes])),
    displayTable: () => {
      text.flush()
      channel.say({ is: 'display', table: 0 }, [take()])
    },
    displayText: (shown: string) => {
      text.flush()
      channel.say({ is: 'display', text: shown.slice(0, message.textBytes) })
    },
    displayValue: (json: string) => {
      text.flush()
      channel.say({ is: 'display', value: JSON.parse(json) as unknown })
    },
    defineTable: (name: string) => defined.push({ name, table: tables.push(take()) - 1 }),
    defineValue: (name: string, json: string) => defined.push({ name, value: JSON.parse(json) as unknown }),
    withhold: (name: string, why: string) => defined.push({ name, withheld: why }),
  }
  let error: SaidError | null = null
  try {
    const failed = await runProgram(bridge)
    if (typeof failed === 'string') {
      const [code, said, line] = JSON.parse(failed) as [SaidError['code'], string, number | null]
      error = saidError(code, said, line)
    }
  } catch (thrown) {
    // The interpreter itself gave up: nothing can run in it any more.
    text.flush()
    channel.say({ is: 'crashed', message: `Python ended: ${String(thrown).slice(0, 1000)}` }, [], true)
    return
  }
  text.flush()
  channel.say({ is: 'done', defined: error === null ? defined : [], error }, error === null ? tables : [], true)
}

type Packed = [kind: string, data: unknown, gaps: Uint8Array | undefined]

type OpenTable = { names: readonly string[]; rowCount: number; read(name: string): Packed; arrow: ArrowTable }

function openTable(bytes: Uint8Array): OpenTable {
  const arrow = readArrow(bytes)
  return { arrow, names: arrow.names, rowCount: arrow.numRows, read: (name) => packed(arrow.getChild(name) as Column<unknown>) }
}

/** A column as Python takes it over in one piece. */
function packed(column: Column<unknown>): Packed {
  const { typeId } = column.type
  if (typeId === Type.Int) return wholeNumbers(column)
  if (column.nullCount === 0 && (typeId === Type.Float || typeId === Type.Decimal)) return ['d', doubles(column.toArray() as number[]), undefined]
  const list = Array.from(column)
  const gaps = column.nullCount === 0 ? undefined : Uint8Array.from(list, (value) => (value === null ? 1 : 0))
  switch (typeId) {
    case Type.Float:
    case Type.Decimal:
      return ['d', Float64Array.from(list, Number), gaps]
    case Type.Bool:
      return ['bool', Uint8Array.from(list as boolean[], Number), gaps]
    case Type.Date:
    case Type.Timestamp:
      return [typeId === Type.Date ? 'day' : 'date', Float64Array.from(list as Date[], Number), gaps]
    default: {
      const texts = list.map((value) => value ?? '')
      const isText = texts.length > 0 && texts.every((value) => typeof value === 'string' && !value.includes('\0'))
      return isText ? ['text', texts.join('\0'), gaps] : ['list', JSON.stringify(texts), gaps]
    }
  }
}

const doubles = (values: ArrayLike<number>): Float64Array => (values instanceof Float64Array ? values : Float64Array.from(values))

/** Every digit: many names of things are numbers that no double holds. */
function wholeNumbers(column: Column<unknown>): Packed {
  const numbers = new BigInt64Array(column.length)
  const gaps = column.nullCount === 0 ? undefined : new Uint8Array(column.length)
  let at = 0
  for (const batch of column.data) {
    const values = batch.values as ArrayLike<number | bigint>
    for (let index = 0; index < batch.length; index++, at++) {
      numbers[at] = BigInt(values[index] ?? 0)
      if (gaps !== undefined) gaps[at] = batch.isValid(index) ? 0 : 1
    }
  }
  return ['q', numbers, gaps]
}

function newTable(finish: (bytes: ArrayBuffer) => void): object {
  const columns: [string, Column<unknown>][] = []
  return {
    same: (name: string, table: OpenTable) => columns.push([name, table.arrow.getChild(name) as Column<unknown>]),
    add: (name: string, kind: string, data: unknown, gaps: Uint8Array | undefined) => columns.push([name, unpacked(kind, data, gaps)]),
    finish: () => finish(writeArrow(columns)),
  }
}

function unpacked(kind: string, data: unknown, gaps: Uint8Array | undefined): Column<unknown> {
  if ((kind === 'd' || kind === 'q') && gaps === undefined) return columnFromArray(data as Float64Array)
  const all = kind === 'text' ? (data as string).split('\0') : kind === 'list' ? (JSON.parse(data as string) as unknown[]) : Array.from(data as Float64Array)
  const values = gaps === undefined ? all : all.map((value, index) => (gaps[index] === 1 ? null : value))
  const types = { d: float64(), q: int64(), bool: bool(), date: timestamp(TimeUnit.MILLISECOND, null), day: dateDay() }
  const type = types[kind as keyof typeof types] ?? utf8()
  return columnFromArray(kind === 'bool' ? values.map((value) => (value === null ? null : value === 1)) : values, type)
}
