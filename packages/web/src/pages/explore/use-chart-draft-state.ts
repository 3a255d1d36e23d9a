import type { ChartDocument } from '@atrium/documents'
import type { Explore } from '@atrium/semantic'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { OpenDraft } from '../../draft/use-draft.ts'
import { applyExploreEdit } from '../../explore/apply-explore-edit.ts'
import { effectiveQuery } from '../../explore/effective-query.ts'
import { documentOf, stateOf } from '../../explore/explore-document.ts'
import type { ExploreState } from '../../explore/explore-state.ts'
import { itemsOfQuery } from '../../explore/items-of-query.ts'
import { runnableQuery, sameText } from '../../explore/runnable-query.ts'
import type { EditExplore, EditedExplore } from './use-explore-state.ts'

type Shown = { /** The draft that `state` says more than: filters that are still being filled in. */ document: ChartDocument; state: ExploreState }

/** Explore state that lives in the draft of a chart: every edit is a step of the draft, and undoing one shows here. */
export function useChartDraftState({ state: { document }, store }: OpenDraft<ChartDocument>, explore: Explore): EditedExplore {
  const [shown, setShown] = useState<Shown>(() => ({ document, state: stateOf(document) }))
  const latest = useRef(shown)
  const show = useCallback((next: Shown) => {
    latest.current = next
    setShown(next)
  }, [])
  useEffect(() => {
    // Our own steps arrive here as well and are known already.
    if (latest.current.document !== document) show({ document, state: stateOf(document) })
  }, [document, show])
  const edit = useCallback<EditExplore>(
    (...edits) => {
      const before = latest.current
      const state = edits.reduce(applyExploreEdit, before.state)
      const next = draftOf(state, explore)
      if (sameText(next, draftOf(before.state, explore))) return show({ document: before.document, state })
      show({ document: next, state })
      store.edit(next)
    },
    [store, explore, show],
  )
  return { state: shown.state, edit, problems: [] }
}

/** What is kept of an explore in a draft: all but filters that are still being filled in. */
function draftOf(state: ExploreState, explore: Explore): ChartDocument {
  const items = itemsOfQuery(explore, state.metricQuery)
  return documentOf({ ...state, metricQuery: runnableQuery(state.metricQuery, items) }, items)
}

/** A draft as it is published: with the order that it is shown in. */
export function finishedChart(document: ChartDocument, explore: Explore): ChartDocument {
  const items = itemsOfQuery(explore, document.metricQuery)
  const state = stateOf(document)
  return documentOf({ ...state, metricQuery: effectiveQuery(state.metricQuery, items) }, items)
}
