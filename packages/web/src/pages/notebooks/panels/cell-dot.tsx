import { useTranslation } from 'react-i18next'
import { useSessionPart } from '../../../app-session/use-app-session.ts'
import { useNotebook } from '../notebook-context.ts'
import { shownState } from '../outputs/outcome-line.tsx'
import classes from './panels.module.css'

/** Where a cell stands, as a dot with a word. */
export function CellDot({ cellId }: { cellId: string }) {
  const state = useCellState(cellId)
  const { t } = useTranslation()
  return (
    <span className={classes['dot']} data-state={state} role="img" aria-label={state === 'stale' ? t('appSession.stale') : t(`appSession.states.${state}`)} />
  )
}

/** The state of a cell; `stale` where it has an answer that is due again. */
export function useCellState(cellId: string) {
  const { store } = useNotebook()
  return useSessionPart(
    store,
    ({ outcomes, running, stale }) => {
      const state = shownState(outcomes.get(cellId), running.has(cellId))
      // One that failed is due again anyhow.
      return stale.has(cellId) && (state === 'done' || state === 'left_out' || state === 'cancelled') ? ('stale' as const) : state
    },
    'never' as const,
  )
}
