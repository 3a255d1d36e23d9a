import { createReadStream } from 'node:fs'

/**
 * Rows of a CSV file that the engine wrote, in constant memory. An empty field without quotes is null, with quotes an
 * empty text; quotes inside are doubled; fields may hold line feeds.
 */
export async function* readCsv(path: string): AsyncGenerator<(string | null)[]> {
  let row: (string | null)[] = []
  let field = ''
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start'
  const endField = (): void => {
    row.push(state === 'start' ? null : field)
    field = ''
    state = 'start'
  }
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 18 })) {
    const text = chunk as string
    let i = 0
    while (i < text.length) {
      const character = text[i]
      if (state === 'quoted') {
        const quote = text.indexOf('"', i)
        field += text.slice(i, quote === -1 ? text.length : quote)
        if (quote === -1) break
        state = 'closed'
        i = quote + 1
        continue
      }
      if (character === ',') endField()
      else if (character === '\n') {
        endField()
        yield row
        row = []
      } else if (character === '"' && state === 'closed') {
        // The second of a doubled quote: the field goes on.
        field += '"'
        state = 'quoted'
      } else if (character === '"' && state === 'start') state = 'quoted'
      else if (character !== '\r') {
        const end = nextBreak(text, i)
        field += text.slice(i, end)
        state = 'plain'
        i = end
        continue
      }
      i++
    }
  }
  if (row.length > 0 || state !== 'start') {
    endField()
    yield row
  }
}

function nextBreak(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x2c || code === 0x0a || code === 0x0d) return i
  }
  return text.length
}
