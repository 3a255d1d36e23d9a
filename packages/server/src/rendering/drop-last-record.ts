import { open } from 'node:fs/promises'

const pieceBytes = 64 * 1024
const [newline, quote] = [0x0a, 0x22]

/**
 * Takes the last record off a CSV file that ends with a line end. Read from the end: behind an even number of quotes a
 * line end is one between records, as it would be from the start, because all quotes of a file are even.
 */
export async function dropLastRecord(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    const { size } = await handle.stat()
    const piece = Buffer.alloc(pieceBytes)
    let isQuoted = false
    // The line end of the last record itself is passed over.
    for (let end = size - 1; end > 0;) {
      const start = Math.max(0, end - pieceBytes)
      const { bytesRead } = await handle.read(piece, 0, end - start, start)
      for (let at = bytesRead - 1; at >= 0; at--) {
        if (piece[at] === quote) isQuoted = !isQuoted
        else if (piece[at] === newline && !isQuoted) return await handle.truncate(start + at + 1)
      }
      end = start
    }
    await handle.truncate(0)
  } finally {
    await handle.close()
  }
}
