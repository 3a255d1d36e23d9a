import { decodeFrame, encodeFrame, floodExit, frameLength, secretBytes, type Frame, type OpenMessage } from '../protocol.ts'
import { sandbox, type DenoWorker, type Permissions } from './deno.ts'
import type { WorkerMessage } from './worker-messages.ts'

/**
 * The main thread of a sandbox. It runs no code of people: it carries frames between the server and one worker, which
 * has no permission and no globals that lead out. For TypeScript each cell gets a worker of its own, made ahead; Python
 * keeps its worker, since an interpreter takes long to make.
 */
const { Deno } = sandbox
const none = new Uint8Array(0)
const largest = 1024 * 1024 * 1024
/** More messages than any honest cell sends: the worker itself stops at its limits. */
const mostMessages = 50_000

function readNow(into: Uint8Array): void {
  for (let at = 0; at < into.length;) {
    const got = Deno.stdin.readSync(into.subarray(at))
    at += got ?? Deno.exit(0)
  }
}

/** The next frame of the server. Its beginning is waited for, the rest read at once: the server is writing it. */
async function readFrame(): Promise<Frame> {
  let bytes = new Uint8Array(12)
  // The server closes the pipe when it wants no more.
  readNow(bytes.subarray((await Deno.stdin.read(bytes)) ?? Deno.exit(0)))
  for (;;) {
    const length = frameLength(bytes, { secret: none, maxBytes: largest, maxJsonBytes: largest })
    if (length.known && length.bytes === bytes.length) return decodeFrame(bytes, 0)
    const longer = new Uint8Array(length.bytes)
    longer.set(bytes)
    readNow(longer.subarray(bytes.length))
    bytes = longer
  }
}

const opening = await readFrame()
const { language, memoryMb, python } = JSON.parse(opening.json) as OpenMessage
const secret = (opening.parts[0] ?? none).slice(0, secretBytes)

function say(run: number, json: string, parts: readonly Uint8Array[] = []): void {
  for (const piece of encodeFrame({ run, json, parts }, secret)) {
    for (let at = 0; at < piece.length;) at += Deno.stdout.writeSync(piece.subarray(at))
  }
}

// From memory: no path of this machine shows in what errors say of where they came from.
const program = Deno.readFileSync(decodeURIComponent(new URL(`./kernel-${language}.js`, import.meta.url).pathname))
const source = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }))
const permissions: Permissions = python === null ? 'none' : { read: [python.folder] }
let worker: DenoWorker
let run = 0
let messages = 0

function startWorker(): void {
  const started = new sandbox.Worker(source, { type: 'module', deno: { permissions } })
  started.addEventListener('message', ({ data }) => {
    if (started !== worker) return
    const { json, parts, last } = data as WorkerMessage
    if (typeof json !== 'string' || !Array.isArray(parts) || !parts.every((part) => part instanceof ArrayBuffer)) return
    if (++messages > mostMessages) Deno.exit(floodExit)
    say(
      run,
      json,
      parts.map((part) => new Uint8Array(part)),
    )
    if (last === true && python === null) replaceWorker()
  })
  started.addEventListener('error', (event) => {
    event.preventDefault()
    if (started !== worker) return
    say(run, JSON.stringify({ is: 'crashed', message: event.message.slice(0, 2000) }))
    // An interpreter that broke is started again by the server, from a fresh process.
    if (python === null) replaceWorker()
    else Deno.exit(1)
  })
  const snapshot = python?.snapshot === null || python === null ? null : Deno.readFileSync(python.snapshot)
  const open = { open: { memoryMb, pythonFolder: python?.folder ?? null, snapshot } }
  started.postMessage(open, snapshot === null ? [] : [snapshot.buffer])
  worker = started
}

function replaceWorker(): void {
  worker.terminate()
  startWorker()
}

startWorker()
for (;;) {
  const frame = await readFrame()
  // What answers the question of a cell that has ended is for nobody.
  if (frame.json.startsWith('{"do":"run"')) [run, messages] = [frame.run, 0]
  else if (frame.run !== run) continue
  const parts = frame.parts.map((part) => part.slice().buffer)
  worker!.postMessage({ json: frame.json, parts }, parts)
}
