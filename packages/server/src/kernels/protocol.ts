/**
 * How server and sandbox speak: frames of a head, a text of JSON and binary parts. Every frame out of the sandbox
 * begins with a secret that only its own main thread knows: code that gets hold of the output can break the stream, which
 * ends its process, but can say nothing in its name.
 */
export type Frame = { run: number; json: string; parts: Uint8Array<ArrayBuffer>[] }

export const secretBytes = 16
/** Run, length of the JSON, number of parts. */
const headBytes = 12
const maxParts = 4096
/** Bytes of JSON in a frame: it is read at once, in the process that answers everybody. */
export const maxJsonBytes = 8 * 1024 * 1024
/** Exit code by which the main thread of a sandbox says that its worker said too much. */
export const floodExit = 90

/** A frame as pieces to be written one after the other; parts are not copied. */
export function encodeFrame(frame: { run: number; json: string; parts: readonly Uint8Array[] }, secret: Uint8Array = new Uint8Array(0)): Uint8Array[] {
  const head = new Uint8Array(secret.length + headBytes + 4 * frame.parts.length)
  const text = new TextEncoder().encode(frame.json)
  // Arrow is read in place, where its numbers have to lie at multiples of 8.
  const json = new Uint8Array(aligned(head.length + text.length) - head.length).fill(0x20)
  json.set(text)
  head.set(secret)
  const view = new DataView(head.buffer, secret.length)
  view.setUint32(0, frame.run)
  view.setUint32(4, json.length)
  view.setUint32(8, frame.parts.length)
  frame.parts.forEach((part, index) => view.setUint32(headBytes + 4 * index, part.length))
  return [head, json, ...frame.parts.flatMap((part) => [part, new Uint8Array(aligned(part.length) - part.length)]).filter(({ length }) => length > 0)]
}

const aligned = (length: number): number => Math.ceil(length / 8) * 8

export class BrokenStream extends Error {}
export class FrameTooLarge extends Error {}

/** How many bytes a frame has altogether, as far as its beginning tells; throws `BrokenStream` for what is none, or `FrameTooLarge`. */
export function frameLength(bytes: Uint8Array, options: { secret: Uint8Array; maxBytes: number; maxJsonBytes: number }): { known: boolean; bytes: number } {
  const { secret, maxBytes } = options
  const start = secret.length + headBytes
  if (bytes.length < start) return { known: false, bytes: start }
  if (!secret.every((byte, index) => byte === bytes[index])) throw new BrokenStream('bytes of a stranger')
  const view = new DataView(bytes.buffer, bytes.byteOffset + secret.length)
  const count = view.getUint32(8)
  if (count > maxParts || view.getUint32(4) > options.maxJsonBytes) throw new FrameTooLarge()
  const head = start + 4 * count
  if (bytes.length < head) return { known: false, bytes: head }
  let total = head + view.getUint32(4)
  for (let index = 0; index < count; index++) total += aligned(view.getUint32(headBytes + 4 * index))
  if (total > maxBytes) throw new FrameTooLarge()
  return { known: true, bytes: total }
}

/** Reads a whole frame. */
export function decodeFrame(bytes: Uint8Array<ArrayBuffer>, secretLength: number): Frame {
  const view = new DataView(bytes.buffer, bytes.byteOffset + secretLength)
  const count = view.getUint32(8)
  let at = secretLength + headBytes + 4 * count
  const take = (length: number): Uint8Array<ArrayBuffer> => {
    const start = at
    at += aligned(length)
    return bytes.subarray(start, start + length)
  }
  const jsonEnd = at + view.getUint32(4)
  const json = new TextDecoder().decode(bytes.subarray(at, jsonEnd))
  at = jsonEnd
  const parts = Array.from({ length: count }, (_, index) => take(view.getUint32(headBytes + 4 * index)))
  return { run: view.getUint32(0), json, parts }
}

/** Puts frames together out of the pieces of a stream; says once that it is broken. */
export function frameReader(options: {
  secret: Uint8Array
  maxBytes: number
  maxJsonBytes: number
  onFrame(frame: Frame): void
  onBroken(error: Error): void
}): (piece: Uint8Array) => void {
  let pieces: Uint8Array[] = []
  let have = 0
  let need = 0
  let broken = false
  const joined = (): Uint8Array<ArrayBuffer> => {
    const all = new Uint8Array(have)
    let at = 0
    for (const piece of pieces) {
      all.set(piece, at)
      at += piece.length
    }
    pieces = [all]
    return all
  }
  return (piece) => {
    if (broken) return
    pieces.push(piece)
    have += piece.length
    try {
      while (have > 0 && have >= need) {
        const all = joined()
        const length = frameLength(all, options)
        need = length.bytes
        if (have < need || !length.known) continue
        pieces = [all.subarray(need)]
        have -= need
        const frame = all.slice(0, need)
        need = 0
        options.onFrame(decodeFrame(frame, options.secret.length))
      }
    } catch (error) {
      broken = true
      pieces = []
      options.onBroken(error as Error)
    }
  }
}

/** First thing the server says: how the sandbox is to be set up. Its part is the secret. */
export type OpenMessage = {
  language: 'typescript' | 'python'
  memoryMb: number
  /** Python: folder of the interpreter, and the picture of its memory; null to make one. */
  python: { folder: string; snapshot: string | null } | null
}

/** Tables are numbers of parts of the frame, values are encoded (`values.ts`). */
export type RunMessage = {
  do: 'run'
  code: string
  reads: { name: string; value?: unknown; table?: number }[]
  defines: readonly string[]
  shows: { from: number; to: number } | null
  textBytes: number
  displays: number
}
export type AnswerMessage = { do: 'answer'; call: number; error?: string; value?: unknown; table?: number; missing?: true }
export type ServerMessage = RunMessage | AnswerMessage
