import { moved, ink, type Mark, type Piece } from './marks.ts'

/** What is placed on pages: in one piece, or in pieces that may go on on the next page, with or without a frame. */
export type Group =
  | { kind: 'fixed'; height: number; marks: readonly Mark[]; staysWithNext?: true }
  | { kind: 'flow'; isFramed: boolean; pieces: readonly Piece[]; /** Stands above where it goes on. */ repeat: Piece | null }

export type Page = { marks: Mark[]; /** What of it is used. */ height: number }

export type PageSize = { width: number; height: number; mostPages: number }

const between = 14
const padding = 12
/** What has to have place below a heading. */
const leastBelow = 120

/** Fills pages from the top. `isCut`: there were not enough of them. */
export function fillPages(groups: readonly Group[], { width, height, mostPages }: PageSize): { pages: Page[]; isCut: boolean } {
  const pages: Page[] = [{ marks: [], height: 0 }]
  let page = pages[0] as Page
  let isCut = false
  const turn = (): boolean => {
    if (pages.length >= mostPages) {
      isCut = true
      return false
    }
    page = { marks: [], height: 0 }
    pages.push(page)
    return true
  }
  const room = (): number => height - page.height

  const placeFixed = (group: Extract<Group, { kind: 'fixed' }>): boolean => {
    const needed = group.height + (group.staysWithNext === true ? leastBelow : 0)
    if (needed > room() && page.height > 0 && !turn()) return false
    page.marks.push(...moved(group.marks, 0, page.height))
    page.height += group.height + between
    return true
  }

  const placeFlow = ({ isFramed, pieces, repeat }: Extract<Group, { kind: 'flow' }>): boolean => {
    const inset = isFramed ? padding : 0
    let begin = page.height
    let y = begin + inset
    const marks: Mark[] = []
    const close = (): void => {
      if (isFramed) page.marks.push({ kind: 'box', x: 0, y: begin, width, height: y + inset - begin, stroke: ink.line, radius: 8 })
      page.marks.push(...marks.splice(0))
      page.height = y + inset + between
    }
    const total = pieces.reduce((sum, piece) => sum + piece.height, 2 * inset)
    // What has place on a page of its own is not begun at the end of another.
    if (page.height > 0 && total > room() && (total <= height || room() < leastBelow)) {
      if (!turn()) return false
      begin = 0
      y = inset
    }
    for (const piece of pieces) {
      if (y + piece.height + inset > height && y > begin + inset) {
        close()
        if (!turn()) return false
        begin = 0
        y = inset
        if (repeat !== null && piece !== repeat) {
          marks.push(...moved(repeat.marks, inset, y))
          y += repeat.height
        }
      }
      marks.push(...moved(piece.marks, inset, y))
      y += piece.height
    }
    close()
    return true
  }

  for (const group of groups) if (!(group.kind === 'fixed' ? placeFixed(group) : placeFlow(group))) break
  for (const one of pages) one.height = Math.max(0, one.height - between)
  return { pages, isCut }
}
