import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

/** How a text is encoded: by its mark, by its zeros, else UTF-8 when all of it is, else the Windows code page. */
export async function encodingOf(file: string, head: Buffer): Promise<'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'> {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const zeroAt = (odd: number): number => head.filter((byte, index) => byte === 0 && index % 2 === odd).length
  if (zeroAt(1) > head.length / 4) return 'utf-16le'
  if (zeroAt(0) > head.length / 4) return 'utf-16be'
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const piece of createReadStream(file)) decoder.decode(piece as Buffer, { stream: true })
    decoder.decode()
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

/** Writes a text file anew as UTF-8 without a mark. */
export async function writeAsUtf8(file: string, encoding: string, target: string): Promise<void> {
  const decoder = new TextDecoder(encoding)
  await pipeline(
    createReadStream(file),
    async function* decode(pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) yield Buffer.from(decoder.decode(piece, { stream: true }))
      yield Buffer.from(decoder.decode())
    },
    createWriteStream(target),
  )
}

const [quote, lineFeed, carriageReturn] = [0x22, 0x0a, 0x0d]

/**
 * The line of a quote that is opened and never closed, or null: the engine leaves such a record out without a word, with
 * all lines after it. `any` tells whether there are quotes at all: without them lines can be read side by side.
 */
export async function quotesIn(file: string, delimiter: string): Promise<{ openedAt: number | null; any: boolean }> {
  const parts = delimiter.charCodeAt(0)
  let line = 1
  let any = false
  let openedAt: number | null = null
  let atStart = true
  let closing = false
  for await (const piece of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    const bytes = piece as Buffer
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]
      if (byte === lineFeed) line++
      if (openedAt !== null && !closing) {
        closing = byte === quote
        continue
      }
      if (closing) {
        closing = false
        // Two quotes are one that stands for itself.
        if (byte === quote) continue
        openedAt = null
      } else if (byte === quote && atStart) {
        openedAt = line
        any = true
      }
      atStart = byte === parts || byte === lineFeed || byte === carriageReturn
    }
  }
  return { openedAt: closing ? null : openedAt, any }
}
