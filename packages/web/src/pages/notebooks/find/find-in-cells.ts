import type { NotebookCell } from '@atrium/documents'

export type Search = { text: string; isCaseSensitive: boolean; isPattern: boolean }
/** A place in what a cell is written in. Lines count from 1. */
export type Found = { cellId: string; line: number; before: string; match: string; after: string }

/** What a search looks for; null: nothing yet, or a pattern that is none. */
export function patternOf({ text, isCaseSensitive, isPattern }: Search): RegExp | null {
  if (text === '') return null
  try {
    return new RegExp(isPattern ? text : text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`), isCaseSensitive ? 'gu' : 'giu')
  } catch {
    return null
  }
}

/** What a cell is written in; null: nothing that is searched. */
const textOf = (cell: NotebookCell): string | null =>
  cell.kind === 'sql' ? cell.sql : cell.kind === 'code' ? cell.code : cell.kind === 'text' ? cell.markdown : null

const mostFound = 500
const around = 40

/** Where cells say something, in the order of the page, at most 500 places. */
export function findInCells(cells: readonly NotebookCell[], pattern: RegExp): Found[] {
  const found: Found[] = []
  for (const cell of cells) {
    for (const [place, line] of (textOf(cell) ?? '').split('\n').entries()) {
      for (const match of line.matchAll(pattern)) {
        if (match[0] === '') continue
        if (found.length >= mostFound) return found
        const end = match.index + match[0].length
        found.push({
          cellId: cell.id,
          line: place + 1,
          before: line.slice(Math.max(0, match.index - around), match.index),
          match: match[0],
          after: line.slice(end, end + around),
        })
      }
    }
  }
  return found
}

/** The cells with another text in the place of all that is found; the same objects where nothing is. Of a pattern `$1` is its first group. */
export function replacedInCells(cells: readonly NotebookCell[], pattern: RegExp, by: { text: string; isPattern: boolean }): NotebookCell[] {
  // A text is taken as it is: `$` means nothing in it.
  const replace = (text: string): string =>
    text
      .split('\n')
      .map((line) => (by.isPattern ? line.replace(pattern, by.text) : line.replace(pattern, () => by.text)))
      .join('\n')
  return cells.map((cell) => {
    const text = textOf(cell)
    if (text === null) return cell
    const next = replace(text)
    if (next === text) return cell
    switch (cell.kind) {
      case 'sql':
        return { ...cell, sql: next }
      case 'code':
        return { ...cell, code: next }
      case 'text':
        return { ...cell, markdown: next }
      default:
        return cell
    }
  })
}
