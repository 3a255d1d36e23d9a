import { delimiters, type Delimiter } from './ingest.ts'

/** The first records of a delimited text; one that is cut off at the end is left out. Quotes hold delimiters and lines. */
export function firstRecords(text: string, delimiter: Delimiter, most: number, isWhole: boolean): string[][] {
  const records: string[][] = []
  let record: string[] = []
  let value = ''
  let quoted = false
  const end = (): void => {
    record.push(value)
    if (record.length > 1 || value !== '') records.push(record)
    record = []
    value = ''
  }
  for (let i = 0; i < text.length && records.length < most; i++) {
    const letter = text[i] ?? ''
    if (quoted) {
      if (letter !== '"') value += letter
      else if (text[i + 1] === '"') {
        value += '"'
        i++
      } else quoted = false
    } else if (letter === '"' && value === '') quoted = true
    else if (letter === delimiter) {
      record.push(value)
      value = ''
    } else if (letter === '\n') end()
    else if (letter === '\r') {
      if (text[i + 1] !== '\n') end()
    } else value += letter
  }
  if (isWhole && records.length < most && (value !== '' || record.length > 0)) end()
  return records
}

/** The delimiter that gives most records the same number of fields, more than one; a comma when none does. */
export function sniffDelimiter(text: string, isWhole: boolean): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of delimiters) {
    const counts = firstRecords(text, delimiter, 100, isWhole).map((record) => record.length)
    const [first = 0] = counts
    if (first < 2) continue
    const same = counts.filter((count) => count === first).length / counts.length
    // A comma inside of numbers and sentences splits some lines; a real delimiter splits all of them alike.
    const score = same * same * Math.log2(first + 1)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

const isValueLike = (text: string): boolean => /^\s*[-+]?[\d.,]*\d\s*%?\s*$|^\s*\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|^\s*(true|false)\s*$/i.test(text)

const isYear = (text: string): boolean => /^\s*(19|20)\d\d\s*$/.test(text)

/** Columns of a table whose first line may be a header: as many as it names, unless most rows have more. */
export function widthOf(records: readonly string[][], header: boolean): number {
  const most = records.reduce((width, record) => Math.max(width, record.length), 0)
  const [first, ...rows] = records
  if (!header || first === undefined) return most
  return rows.filter((row) => row.length > first.length).length > rows.length / 2 ? most : first.length
}

/** Whether the first record names the columns: words, none twice empty, where rows below hold other things. */
export function looksLikeHeader(records: readonly string[][]): boolean {
  const [first, ...rows] = records
  // Years name columns of tables that were pivoted.
  if (first === undefined || first.some((name) => isValueLike(name) && !isYear(name)) || first.every(isYear)) return false
  if (rows.length === 0) return true
  const named = first.filter((name) => name.trim() !== '').length
  return named > first.length / 2
}
