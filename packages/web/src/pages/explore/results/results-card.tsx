import { Anchor, Button, Center, Group, Skeleton, Switch } from '@mantine/core'
import { cellText, isCurrentPeriod } from '@atrium/documents'
import { calculationsWithoutTotal, formatItemValue, getItemLabel, isNumericItem, type Item, type MetricQuery, type WithoutTotal } from '@atrium/semantic'
import { IconPlayerPlay, IconTableOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { totalsQuery } from '../../../api/totals.ts'
import { noTotalText } from '../../../charts/no-total.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { ErrorPanel } from '../../../components/error-panel.tsx'
import type { GridCell, GridColumn, GridTotal } from '../../../components/results-grid/grid-types.ts'
import { ResultsGrid } from '../../../components/results-grid/results-grid.tsx'
import { columnsOf, hasFields } from '../../../explore/explore-state.ts'
import { kindColors } from '../../../explore/type-signs.ts'
import { useNumberLocale } from '../../../i18n/number-locale.ts'
import { CollapsibleCard } from '../collapsible-card.tsx'
import { useExplore } from '../explore-context.ts'
import { filterKindOf } from '../use-add-filter.ts'
import { CellMenu } from './cell-menu.tsx'
import { ColumnMenu } from './column-menu.tsx'
import { ResultsNote } from './results-note.tsx'

const colors = { dimensions: kindColors.dimension, metrics: kindColors.metric, tableCalculations: kindColors.calculation }

const noPeriods: Readonly<Record<string, string>> = {}

/** The rows, with what there is to say about them. */
export function ResultsCard({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const { t } = useTranslation()
  const { projectUuid, state, query, items, results, editAndRun, maxRows } = useExplore()
  const [withTotals, setWithTotals] = useState(false)
  const [hidden, setHidden] = useState<readonly string[]>([])
  const { data, error, isRunning, isOutdated, wasCancelled } = results
  const shown = useMemo(() => {
    // While results are of an earlier query, its columns are shown, not those still to come.
    const ids = isOutdated && data !== undefined ? columnsOf({ metricQuery: data.metricQuery, columnOrder: state.columnOrder }) : columnsOf(state)
    return ids
      .filter((fieldId) => !hidden.includes(fieldId))
      .filter((fieldId) => data?.fields[fieldId] !== undefined || data?.rows[0]?.[fieldId] !== undefined || items[fieldId] !== undefined)
  }, [data, isOutdated, state, items, hidden])
  const { sorts } = query
  const columns = useMemo(
    () =>
      shown.map((fieldId): GridColumn => {
        const item = data?.fields[fieldId] ?? items[fieldId]
        const order = sorts.findIndex((sort) => sort.fieldId === fieldId)
        return {
          id: fieldId,
          label: item === undefined ? fieldId : getItemLabel(item),
          ...(item !== undefined && 'tableLabel' in item ? { hint: item.tableLabel } : {}),
          numeric: isNumericItem(item),
          color: colors[filterKindOf(item)],
          ...(order === -1 ? {} : { sort: { descending: sorts[order]?.descending === true, order: order + 1, several: sorts.length > 1 } }),
        }
      }),
    [shown, data, items, sorts],
  )
  const rows = data?.rows
  const currentPeriods = data?.currentPeriods ?? noPeriods
  const fields = data?.fields ?? items
  const locale = useNumberLocale()
  const soFar = t('results.soFar')
  const cellAt = useCallback(
    (row: number, column: number): GridCell => {
      const fieldId = shown[column] ?? ''
      const value = rows?.[row]?.[fieldId]?.value
      const cell = { text: value === undefined ? '' : cellText({ fields, locale }, fieldId, value), isNull: value?.raw === null }
      return value !== undefined && isCurrentPeriod({ currentPeriods }, fieldId, value) ? { ...cell, note: soFar } : cell
    },
    [rows, fields, locale, shown, currentPeriods, soFar],
  )
  const totals = useQuery({
    ...totalsQuery({ kind: 'query', projectUuid, maxRows, notBefore: data?.receipt?.dataAsOf }, query),
    enabled: withTotals && data !== undefined && !isOutdated && query.metrics.length > 0,
  })
  const totalTexts = useMemo(
    () =>
      totals.data === undefined
        ? null
        : totalsOf(query, totals.data, (fieldId) => data?.fields[fieldId] ?? items[fieldId], { locale, textOf: (why) => t(noTotalText[why]) }),
    [query, totals.data, items, data, locale, t],
  )

  const sort = (fieldId: string, add: boolean): void =>
    editAndRun({ type: 'toggle-sort', fieldId, add, descendingFirst: columns.find(({ id }) => id === fieldId)?.numeric === true, from: sorts })

  return (
    <CollapsibleCard
      name="results"
      title={t('results.title')}
      open={open}
      onToggle={onToggle}
      actions={
        <Group gap="md" wrap="nowrap">
          <ResultsNote />
          {hidden.length > 0 && (
            <Anchor component="button" type="button" fz="xs" onClick={() => setHidden([])}>
              {t('results.showHidden', { count: hidden.length })}
            </Anchor>
          )}
          {query.metrics.length > 0 && (
            <Switch size="xs" label={t('results.totals')} checked={withTotals} onChange={(event) => setWithTotals(event.currentTarget.checked)} />
          )}
        </Group>
      }
    >
      {error !== null && <ErrorPanel title={t('results.failed')} error={error} onRetry={() => results.run()} />}
      {totals.isError && withTotals && <ErrorPanel title={t('results.totalsFailed')} error={totals.error} onRetry={() => void totals.refetch()} />}
      {error === null && data === undefined && (
        <Nothing isRunning={isRunning} hasFields={hasFields(state)} wasCancelled={wasCancelled} onRun={() => results.run()} />
      )}
      {data !== undefined && data.rows.length === 0 && error === null && <EmptyState icon={IconTableOff} text={t('results.noRows')} compact />}
      {data !== undefined && data.rows.length > 0 && error === null && (
        <ResultsGrid
          label={t('results.title')}
          columns={columns}
          rowCount={data.rows.length}
          cellAt={cellAt}
          totals={withTotals && !isOutdated ? totalTexts : null}
          dimmed={isOutdated}
          onSort={sort}
          renderColumnMenu={(column) => <ColumnMenu column={column} columns={shown} onHide={() => setHidden([...hidden, column.id])} />}
          renderCellMenu={({ row, column }) => <CellMenu row={data.rows[row] ?? {}} fieldId={shown[column] ?? ''} />}
        />
      )}
    </CollapsibleCard>
  )
}

/** Totals as people read them; calculations without one say why. */
function totalsOf(
  query: MetricQuery,
  totals: Readonly<Record<string, unknown>>,
  itemOf: (fieldId: string) => Item | undefined,
  { locale, textOf }: { locale: string | undefined; textOf: (why: WithoutTotal) => string },
): Record<string, GridTotal> {
  const without = calculationsWithoutTotal(query, { itemOf })
  return Object.fromEntries([
    ...Object.entries(totals).map(([fieldId, raw]) => [fieldId, { text: formatItemValue(itemOf(fieldId), raw, undefined, locale) }]),
    ...[...without].map(([name, why]) => [name, { text: '–', title: textOf(why) }]),
  ])
}

function Nothing({ isRunning, hasFields, wasCancelled, onRun }: { isRunning: boolean; hasFields: boolean; wasCancelled: boolean; onRun: () => void }) {
  const { t } = useTranslation()
  const { showFields, fieldsShown } = useExplore()
  if (isRunning) {
    return (
      <Center p="md" aria-busy style={{ display: 'block' }}>
        {[0, 1, 2, 3, 4, 5].map((row) => (
          <Skeleton key={row} height={18} mb={12} />
        ))}
      </Center>
    )
  }
  if (!hasFields) {
    const action = fieldsShown ? null : (
      <Button size="xs" onClick={showFields}>
        {t('explore.fields')}
      </Button>
    )
    return <EmptyState icon={IconTableOff} text={t(fieldsShown ? 'results.pickFields' : 'results.openFields')} action={action} compact />
  }
  return (
    <EmptyState
      icon={IconPlayerPlay}
      text={t(wasCancelled ? 'results.cancelled' : 'results.notRun')}
      compact
      action={
        <Button size="xs" onClick={onRun} leftSection={<IconPlayerPlay size={14} />}>
          {t('explore.run')}
        </Button>
      }
    />
  )
}
