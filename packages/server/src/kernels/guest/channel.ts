import type { AnswerMessage, RunMessage, ServerMessage } from '../protocol.ts'
import { encodeValue, NotShareable } from '../values.ts'
import { sandbox } from './deno.ts'
import type { Defined, Said, SaidError, WorkerMessage, WorkerOpen, WorkerTask } from './worker-messages.ts'

type Answer = { message: AnswerMessage; table: Uint8Array | null }
export type Task = { message: RunMessage; parts: Uint8Array[] }

/** A worker's end of the way to the server, taken before any code runs. */
export type Channel = {
  say(said: Said, parts?: ArrayBuffer[], last?: true): void
  /** Asks the server; rejects with what it says. */
  ask(what: 'sql' | 'input', text: string): Promise<Answer>
}

/** Letters; well below what the server takes (`maxJsonBytes`), however many bytes a letter has. */
const largestValues = 2 * 1024 * 1024
/** What the server takes of one question (`said.ts`). */
const longestQuestion = 1_000_000
const tooLarge = 'values of more than 2 MB. Hand out a table instead'

export function openChannel(handlers: { open(settings: WorkerOpen['open']): void; run(task: Task): void }): Channel {
  const post = sandbox.postMessage.bind(globalThis)
  const asked = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>()
  let calls = 0

  const hear = (data: WorkerOpen | WorkerTask): void => {
    if ('open' in data) {
      handlers.open(data.open)
      return
    }
    const message = JSON.parse(data.json) as ServerMessage
    const parts = data.parts.map((part) => new Uint8Array(part))
    if (message.do === 'run') {
      handlers.run({ message, parts })
      return
    }
    const waiting = asked.get(message.call)
    asked.delete(message.call)
    if (message.error === undefined) waiting?.resolve({ message, table: parts[message.table ?? -1] ?? null })
    else waiting?.reject(new Error(message.error))
  }
  // Not a property that code could set to another.
  sandbox.addEventListener('message', ({ data }) => hear(data as WorkerOpen | WorkerTask))

  const say: Channel['say'] = (said, parts = [], last) => {
    const json = JSON.stringify(said)
    const fits = json.length <= largestValues
    if (!fits && said.is !== 'done') throw new RangeError(tooLarge)
    const sent = fits ? { json, parts } : { json: JSON.stringify({ is: 'done', defined: [], error: saidError('not_shareable', tooLarge, null) }), parts: [] }
    const message: WorkerMessage = { ...sent, ...(last === undefined ? {} : { last }) }
    post(message, sent.parts)
  }
  return {
    say,
    ask: (what, text) =>
      new Promise((resolve, reject) => {
        if (text.length > longestQuestion) throw new RangeError(`a question of more than ${longestQuestion} characters`)
        const call = ++calls
        asked.set(call, { resolve, reject })
        say({ is: 'call', call, what, text })
      }),
  }
}

/** Printed text, sent in pieces; what is beyond the limit is dropped, and said to be. */
export function textOutput(channel: Channel, limit: number): { write(text: string): void; flush(): void } {
  let waiting = ''
  let left = limit
  let cut = false
  const flush = (): void => {
    if (waiting !== '') channel.say({ is: 'text', text: waiting })
    waiting = ''
  }
  return {
    write(text) {
      if (text.length > left) {
        if (!cut) channel.say({ is: 'text', text: waiting + text.slice(0, left), cut: true })
        cut = true
        waiting = ''
        left = 0
        return
      }
      left -= text.length
      waiting += text
      if (waiting.length > 8192) flush()
    },
    flush,
  }
}

/** A name that a cell defines, as it crosses: `table` answers the bytes of a table, null for what is none. */
export function definedAs(name: string, value: unknown, table: (value: unknown) => ArrayBuffer | null, parts: ArrayBuffer[]): Defined {
  try {
    const bytes = table(value)
    return bytes === null ? { name, value: encodeValue(value) } : { name, table: parts.push(bytes) - 1 }
  } catch (error) {
    if (!(error instanceof NotShareable)) throw error
    // Functions and classes that a cell makes for itself are no mistake.
    const what = error.path === '' ? error.message : `${error.message} at ${name}${error.path}`
    return { name, withheld: what }
  }
}

export const saidError = (code: SaidError['code'], message: string, line: number | null): SaidError => ({ code, message: message.slice(0, 10_000), line })
