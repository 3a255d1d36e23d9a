import { useLocation } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useGo } from '../../components/use-go.ts'
import { applyExploreEdit } from '../../explore/apply-explore-edit.ts'
import type { ExploreEdit } from '../../explore/explore-edit.ts'
import type { ExploreState } from '../../explore/explore-state.ts'
import { readExploreUrl, stateText, writeExploreUrl } from '../../explore/url-state.ts'

export type EditExplore = (...edits: ExploreEdit[]) => void

/** An explore that somebody works on, wherever it is kept. */
export type EditedExplore = {
  state: ExploreState
  edit: EditExplore
  /** What in the address could not be understood, in words. */
  problems: readonly string[]
}

/**
 * Explore state that lives in the address: every edit is a step that Back undoes, and the address can be sent to
 * others. `initial` is shown while the address says nothing.
 */
export function useExploreState(initial: ExploreState): EditedExplore {
  const go = useGo()
  const { pathname, searchStr } = useLocation()
  const inUrl = stateText(searchStr)
  const [shown, setShown] = useState(() => read(inUrl, initial))
  const latest = useRef({ ...shown, inUrl })

  useEffect(() => {
    // Our own steps arrive here as well and are known already.
    if (latest.current.inUrl === inUrl) return
    const next = read(inUrl, initial)
    latest.current = { ...next, inUrl }
    setShown(next)
  }, [inUrl, initial])

  const edit = useCallback<EditExplore>(
    (...edits) => {
      const before = latest.current.state
      const state = edits.reduce(applyExploreEdit, before)
      const search = writeExploreUrl(state)
      const text = stateText(`?${search}`)
      if (text === latest.current.inUrl) return
      latest.current = { state, problems: [], inUrl: text }
      setShown({ state, problems: [] })
      go(`${pathname}?${search}`)
    },
    [go, pathname],
  )
  return { ...shown, edit }
}

function read(text: string | null, initial: ExploreState): { state: ExploreState; problems: readonly string[] } {
  return text === null ? { state: initial, problems: [] } : readExploreUrl(text, initial.tableName)
}
