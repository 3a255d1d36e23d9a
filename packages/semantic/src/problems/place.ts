/** Where something stands in a model file. Lines and columns count from 1. */
export type Place = { file: string; line: number; column: number }

/** A file's text with offsets turned into places. Line starts are looked up once, at the first question. */
export type PlaceFinder = (offset: number) => Place

/** Finds places in `text`, which is the file `file`. Offsets outside the text give its first or last line. */
export function placesIn(file: string, text: string): PlaceFinder {
  let starts: number[] | undefined
  return (offset) => {
    starts ??= lineStarts(text)
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { file, line: low + 1, column: Math.max(0, offset - (starts[low] ?? 0)) + 1 }
  }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1)
  return starts
}
