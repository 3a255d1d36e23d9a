import { createContext, useContext } from 'react'

/** Cells of which nobody wants to see the answer until there is another one, with when that answer began. */
export type ClearedOutputs = ReadonlyMap<string, string | null>

export const ClearedContext = createContext<ClearedOutputs>(new Map())

export function useIsCleared(cellId: string, startedAt: string | null | undefined): boolean {
  const cleared = useContext(ClearedContext)
  return startedAt !== undefined && cleared.get(cellId) === startedAt
}
