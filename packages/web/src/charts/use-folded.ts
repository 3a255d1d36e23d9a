import { useCallback, useState } from 'react'

const nothing: ReadonlySet<string> = new Set()

/** Groups of a table of which only the subtotals are shown, by key. */
export function useFolded(): { folded: ReadonlySet<string>; toggle(key: string): void } {
  const [folded, setFolded] = useState(nothing)
  const toggle = useCallback((key: string) => {
    setFolded((before) => {
      const after = new Set(before)
      if (!after.delete(key)) after.add(key)
      return after
    })
  }, [])
  return { folded, toggle }
}
