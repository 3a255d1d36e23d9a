import type { Clock } from '../platform/clock.ts'
import { isAppError } from '../platform/errors.ts'
import { cellErrorOf, endedError } from './cell-errors.ts'
import type { CellDisplay, CellError, CellResult, CellRun, KernelCalls, KernelLanguage, KernelLimits } from './kernel.ts'
import type { AnswerMessage, RunMessage } from './protocol.ts'
import type { Heard, SandboxProcess } from './sandbox-process.ts'
import { decodeValue, encodeValue } from './values.ts'

type Stop = 'time' | 'output' | 'interrupted'

export type RunningCell = { result: Promise<CellResult>; interrupt(): void }

/** Runs one cell in a process that is ready. A cell that is stopped takes the process with it. */
export function runCell(options: {
  process: SandboxProcess
  run: number
  language: KernelLanguage
  cell: CellRun
  calls: KernelCalls
  limits: KernelLimits
  clock: Clock
}): RunningCell {
  const { process, run, cell, limits, clock } = options
  const started = clock.monotonic()
  const displays: CellDisplay[] = []
  const printed: string[] = []
  let printedBytes = 0
  let textCut = false
  let handedOut = 0
  let asked = 0
  let stopped: Stop | null = null
  const questions = new AbortController()
  let settle: (outcome: Pick<CellResult, 'values' | 'tables' | 'withheld' | 'error'>) => void = () => undefined
  const outcome = new Promise<Pick<CellResult, 'values' | 'tables' | 'withheld' | 'error'>>((resolve) => {
    settle = resolve
  })
  const fail = (error: CellError): void => settle({ values: {}, tables: {}, withheld: [], error })
  const stop = (why: Stop): void => {
    stopped ??= why
    process.kill()
  }

  const hear = ({ run: of, said, parts }: Heard): void => {
    if (of !== run || stopped !== null) return
    if (said.is !== 'text') handedOut += parts.reduce((sum, { length }) => sum + length, 0)
    if (handedOut > limits.resultBytes) {
      stop('output')
      return
    }
    try {
      switch (said.is) {
        case 'text':
          textCut ||= said.cut === true || printedBytes + said.text.length > limits.textBytes
          printed.push(said.text.slice(0, Math.max(0, limits.textBytes - printedBytes)))
          printedBytes += said.text.length
          return
        case 'display':
          if (displays.length < limits.displays) displays.push(displayOf(said, parts))
          return
        case 'call':
          if (++asked > limits.calls) reply({ do: 'answer', call: said.call, error: `A cell can ask for ${limits.calls} queries and inputs.` }, [])
          else void answer(said).then(({ message, parts: answered }) => reply(message, answered))
          return
        case 'done':
          settle(
            said.error === null
              ? handOut(cell.defines, said.defined, parts)
              : { values: {}, tables: {}, withheld: [], error: cellErrorOf(said.error, options) },
          )
          return
        case 'crashed':
          fail({ ...endedError('crashed', limits), message: said.message, params: { said: said.message } })
          return
        case 'ready':
        case 'snapshot':
          return
      }
    } catch {
      process.kill()
    }
  }
  const reply = (message: AnswerMessage, parts: readonly Uint8Array[]): void => {
    if (!questions.signal.aborted) process.send(run, message, parts)
  }
  const answer = async ({
    call,
    what,
    text,
  }: {
    call: number
    what: 'sql' | 'input'
    text: string
  }): Promise<{ message: AnswerMessage; parts: Uint8Array[] }> => {
    try {
      if (what === 'sql') return { message: { do: 'answer', call, table: 0 }, parts: [await options.calls.sql(text, questions.signal)] }
      const value = await options.calls.input(text)
      return { message: { do: 'answer', call, ...(value === undefined ? { missing: true as const } : { value: encodeValue(value) }) }, parts: [] }
    } catch (error) {
      // What is not meant for people stays here.
      return { message: { do: 'answer', call, error: isAppError(error) ? error.message : 'The question could not be answered.' }, parts: [] }
    }
  }

  const parts: Uint8Array[] = []
  const reads = Object.entries(cell.reads).map(([name, input]) =>
    'table' in input ? { name, table: parts.push(input.table) - 1 } : { name, value: encodeValue(input.value) },
  )
  const message: RunMessage = {
    do: 'run',
    code: cell.code,
    reads,
    defines: cell.defines,
    shows: cell.shows ?? null,
    textBytes: limits.textBytes,
    displays: limits.displays,
  }
  process.listen(hear)
  process.takePeakMemory()
  process.send(run, message, parts)
  const deadline = setTimeout(() => stop('time'), limits.timeoutMs)
  void process.ended.then((end) => fail(endedError(stopped ?? end, limits)))

  const result = outcome.then((settled): CellResult => {
    clearTimeout(deadline)
    questions.abort()
    process.listen(null)
    return { ...settled, displays, text: printed.join(''), textCut, ms: clock.monotonic() - started, memoryBytes: process.takePeakMemory() }
  })
  return { result, interrupt: () => stop('interrupted') }
}

type Defined = Extract<Heard['said'], { is: 'done' }>['defined']

/** Code may have said names that are not its own: those are nobody's. */
function handOut(names: readonly string[], defined: Defined, parts: readonly Uint8Array[]): Pick<CellResult, 'values' | 'tables' | 'withheld' | 'error'> {
  const values: CellResult['values'] = {}
  const tables: CellResult['tables'] = {}
  const withheld: CellResult['withheld'] = []
  for (const one of defined.filter(({ name }) => names.includes(name))) {
    if ('table' in one) tables[one.name] = partOf(parts, one.table)
    else if ('withheld' in one) withheld.push({ name: one.name, reason: one.withheld })
    else values[one.name] = decodeValue(one.value)
  }
  return { values, tables, withheld, error: null }
}

function displayOf(said: Extract<Heard['said'], { is: 'display' }>, parts: readonly Uint8Array[]): CellDisplay {
  if ('text' in said) return { kind: 'text', text: said.text }
  if ('table' in said) return { kind: 'table', table: partOf(parts, said.table) }
  return { kind: 'value', value: decodeValue(said.value) }
}

function partOf(parts: readonly Uint8Array[], index: number): Uint8Array {
  const part = parts[index]
  if (part === undefined) throw new Error('a part is missing')
  return part
}
