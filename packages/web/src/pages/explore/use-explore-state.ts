import { useLocation } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useGo } from '../../components/use-go.ts'
import { applyExploreEdit } from '../../explore/apply-explore-edit.ts'
import type { ExploreEdit } from '../../explore/explore-edit.ts'
import type { ExploreState } from '../../explore/explore-state.ts'
import { endpointInUrl, readExploreUrl, stateText, writeExploreUrl } from '../../explore/url-state.ts'

export type EditExplore = (...edits: ExploreEdit[]) => void

/** An explore that somebody works on, wherever it is kept. */
export type EditedExplore = {
  state: ExploreState
  edit: EditExplore
  /** What in the address could not be understood, in words. */
  problems: readonly string[]
  /** What is called otherwise now than in the address, in words. */
  renamed?: readonly string[]
}

/** A state as it is read from an address, and what was changed about it. */
export type FollowAddress = (state: ExploreState) => { state: ExploreState; renamed: readonly string[] }

/**
 * Explore state that lives in the address: every edit is a step that Back undoes, and the address can be sent to
 * others. `initial` is shown while the address says nothing; `follow` brings addresses of before up to date, and stays the same.
 */
export function useExploreState(initial: ExploreState, follow: FollowAddress): EditedExplore {
  const go = useGo()
  const { pathname, searchStr } = useLocation()
  const inUrl = stateText(searchStr)
  const endpoint = endpointInUrl(searchStr)
  const [shown, setShown] = useState(() => read(inUrl, initial, follow))
  const latest = useRef({ ...shown, inUrl })

  useEffect(() => {
    // Our own steps arrive here as well and are known already.
    if (latest.current.inUrl === inUrl) return
    const next = read(inUrl, initial, follow)
    latest.current = { ...next, inUrl }
    setShown(next)
  }, [inUrl, initial, follow])

  const edit = useCallback<EditExplore>(
    (...edits) => {
      const before = latest.current.state
      const state = edits.reduce(applyExploreEdit, before)
      const search = writeExploreUrl(state, endpoint)
      const text = stateText(`?${search}`)
      if (text === latest.current.inUrl) return
      latest.current = { state, problems: [], renamed: [], inUrl: text }
      setShown({ state, problems: [], renamed: [] })
      go(`${pathname}?${search}`)
    },
    [go, pathname, endpoint],
  )
  return { ...shown, edit }
}

type Read = { state: ExploreState; problems: readonly string[]; renamed: readonly string[] }

function read(text: string | null, initial: ExploreState, follow: FollowAddress): Read {
  if (text === null) return { state: initial, problems: [], renamed: [] }
  const { state, problems } = readExploreUrl(text, initial.tableName)
  return { problems, ...follow(state) }
}
