import { createContext, use } from 'react'

/** In the address: the comments of all tiles. */
export const allTiles = 'all'

/** The conversations of a dashboard, for the marks on its tiles. */
export type CommentsContextValue = {
  /** Comments and replies by tile; tiles without any are absent. */
  counts: ReadonlyMap<string, number>
  mayComment: boolean
  /** Of a tile, or `allTiles`. */
  open: (tileUuid: string) => void
}

export const CommentsContext = createContext<CommentsContextValue | null>(null)

/** The conversations around this component; null where they are not shown, as while editing. */
export const useComments = (): CommentsContextValue | null => use(CommentsContext)
