import { createContext, use } from 'react'

/** In the address: the comments on all tiles or cells. */
export const allParts = 'all'

/** The conversations of a dashboard, a notebook or an app, for the marks on its tiles or cells. */
export type CommentsContextValue = {
  /** Comments and replies by tile or cell; those without any are absent. */
  counts: ReadonlyMap<string, number>
  mayComment: boolean
  /** Of a tile or cell, or `allParts`. */
  open: (partId: string) => void
}

export const CommentsContext = createContext<CommentsContextValue | null>(null)

/** The conversations around this component; null where they are not shown, as while editing. */
export const useComments = (): CommentsContextValue | null => use(CommentsContext)
