import { Alert, Drawer } from '@mantine/core'
import { useLocalStorage, useMediaQuery } from '@mantine/hooks'
import type { Explore } from '@atrium/semantic'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { healthQuery } from '../../api/session.ts'
import type { SavedChart } from '../../api/saved-charts.ts'
import { useShortcut } from '../../components/use-shortcut.ts'
import { effectiveQuery } from '../../explore/effective-query.ts'
import { hasFields } from '../../explore/explore-state.ts'
import { itemsOfQuery } from '../../explore/items-of-query.ts'
import { endpointInUrl } from '../../explore/url-state.ts'
import { ChangedEndpoint } from './changed-endpoint.tsx'
import { ConfigPanel } from './chart/config-panel.tsx'
import { ExploreCards } from './explore-cards.tsx'
import { ExploreContext, type ExploreContextValue, type ExploreDialog } from './explore-context.ts'
import { ExploreDialogs } from './explore-dialogs.tsx'
import { ExploreHeader } from './explore-header.tsx'
import classes from './explore.module.css'
import { FieldTreePanel } from './fields/field-tree-panel.tsx'
import { useAddFilter } from './use-add-filter.ts'
import { useCards } from './use-cards.ts'
import { useExploreResults } from './use-explore-results.ts'
import type { EditedExplore, EditExplore } from './use-explore-state.ts'

type Props = {
  projectUuid: string
  explore: Explore
  edited: EditedExplore
  /** There is something that is saved nowhere. */
  hasChanges: boolean
  /** The chart whose draft this is; it is saved by itself. */
  chart: SavedChart | null
}

const fallbackMaxRows = 5000

/** Fields left, cards in the middle, chart settings right; all of them see the same explore. */
export function ExploreWorkspace({ projectUuid, explore, edited, hasChanges, chart }: Props) {
  const { t } = useTranslation()
  const isNarrow = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false })
  const endpoint = useLocation({ select: ({ searchStr }) => endpointInUrl(searchStr) })
  const { state, edit, problems, renamed = [] } = edited
  const [autoRun, setAutoRun] = useLocalStorage({ key: 'atrium-auto-run', defaultValue: false, getInitialValueInEffect: false })
  const [fieldsOpen, setFieldsOpen] = useState(!isNarrow)
  const [configOpen, setConfigOpen] = useState(false)
  const [dialog, openDialog] = useState<ExploreDialog | null>(null)
  const cards = useCards()
  const maxRows = useQuery(healthQuery).data?.query?.maxLimit ?? fallbackMaxRows

  const items = useMemo(() => itemsOfQuery(explore, state.metricQuery), [explore, state.metricQuery])
  const query = useMemo(() => effectiveQuery(state.metricQuery, items), [state.metricQuery, items])
  const results = useExploreResults({ projectUuid, query, canRun: hasFields(state), auto: autoRun })
  const { runOnNextChange } = results
  const editAndRun = useCallback<EditExplore>(
    (...edits) => {
      runOnNextChange()
      edit(...edits)
    },
    [edit, runOnNextChange],
  )
  const showFilters = cards.open
  const onFilterAdded = useCallback(() => showFilters('filters'), [showFilters])
  const addEmptyFilter = useAddFilter(state.metricQuery.filters, items, edit, onFilterAdded)
  const addFullFilter = useAddFilter(state.metricQuery.filters, items, editAndRun, onFilterAdded)
  const addFilter = useCallback<ExploreContextValue['addFilter']>(
    (fieldId, rule) => (rule === undefined ? addEmptyFilter(fieldId) : addFullFilter(fieldId, rule)),
    [addEmptyFilter, addFullFilter],
  )
  const onSave = (): void => {
    if (hasFields(state)) openDialog({ dialog: 'save' })
  }

  useShortcut('mod+Enter', () => results.run(), dialog === null)
  useShortcut('mod+shift+Enter', () => results.run({ refresh: true }), dialog === null)
  useShortcut('mod+s', onSave, dialog === null && chart === null)
  useShortcut('[', () => setFieldsOpen(!fieldsOpen))
  useShortcut(']', () => setConfigOpen(!configOpen))
  useShortcut('Escape', results.cancel, results.isRunning && dialog === null)

  const showFields = (): void => setFieldsOpen(true)
  const context: ExploreContextValue = {
    projectUuid,
    explore,
    items,
    state,
    query,
    edit,
    editAndRun,
    addFilter,
    results,
    openDialog,
    showFields,
    fieldsShown: fieldsOpen && !isNarrow,
    chart,
    maxRows,
  }
  const fields = <FieldTreePanel />
  const config = <ConfigPanel onClose={() => setConfigOpen(false)} />
  const configure = (): void => setConfigOpen(!configOpen)
  return (
    <ExploreContext value={context}>
      <div className={classes['page']}>
        {!isNarrow && fieldsOpen && (
          <div className={classes['left']} role="complementary" aria-label={t('explore.fields')}>
            {fields}
          </div>
        )}
        <div className={classes['middle']}>
          <ExploreHeader
            title={chart?.name ?? explore.label}
            hasChanges={hasChanges}
            autoRun={autoRun}
            onAutoRun={setAutoRun}
            onFields={() => setFieldsOpen(!fieldsOpen)}
            onConfigure={configure}
            onSave={onSave}
          />
          {problems.length > 0 && (
            <Alert color="orange" variant="light" m="sm" title={t('explore.linkProblems')}>
              {problems.join(' ')}
            </Alert>
          )}
          {renamed.length > 0 && (
            <Alert color="blue" variant="light" m="sm" title={t('explore.renamedTitle')}>
              {renamed.join(' ')}
            </Alert>
          )}
          {chart === null && endpoint !== null && <ChangedEndpoint key={endpoint} name={endpoint} />}
          <ExploreCards cards={cards} onConfigure={configure} />
        </div>
        {!isNarrow && configOpen && <div className={classes['right']}>{config}</div>}
      </div>
      {isNarrow && (
        <>
          <Drawer
            opened={fieldsOpen}
            onClose={() => setFieldsOpen(false)}
            title={t('explore.fields')}
            size={320}
            padding={0}
            styles={{ header: { paddingInline: 16 }, body: { height: 'calc(100% - 60px)' } }}
          >
            {fields}
          </Drawer>
          <Drawer
            opened={configOpen}
            onClose={() => setConfigOpen(false)}
            position="right"
            size={340}
            padding={0}
            withCloseButton={false}
            styles={{ body: { height: '100%' } }}
          >
            {config}
          </Drawer>
        </>
      )}
      <ExploreDialogs dialog={dialog} onClose={() => openDialog(null)} />
    </ExploreContext>
  )
}
