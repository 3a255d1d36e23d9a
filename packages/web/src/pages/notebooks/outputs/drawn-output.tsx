import { pivotTableOf, singleValueModel, sqlAnswerOf, type CellView } from '@atrium/documents'
import { ActionIcon, Group, Text, Tooltip } from '@mantine/core'
import { IconChartBar, IconTable } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { cellViewQuery } from '../../../api/cell-views.ts'
import { BigNumber } from '../../../charts/big-number.tsx'
import { PivotTable } from '../../../charts/pivot-table.tsx'
import { SqlChartView } from '../../../charts/sql-chart-view.tsx'
import { useLanguage } from '../../../i18n/language.ts'
import { useNumberLocale } from '../../../i18n/number-locale.ts'
import { CutNote } from './cut-note.tsx'
import { useHeadSlot } from './head-slot.ts'
import { OutputBoundary } from './output-boundary.tsx'
import { PictureButton } from './picture-button.tsx'

type Props = { sessionUuid: string; cellId: string; answer: string; label: string; height: number | string }
type Drawing<K extends CellView['kind']> = { view: Extract<CellView, { kind: K }>; label: string; height: number | string }

/** What a cell draws of rows: a chart, a pivot table or one value. */
export function DrawnOutput({ sessionUuid, cellId, answer, label, height }: Props) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const view = useQuery(cellViewQuery({ sessionUuid, cellId, answer, locale }))
  return (
    <OutputBoundary query={view} failed={t('appSession.drawFailed')} height={typeof height === 'number' ? height : 160}>
      {(shown) => {
        switch (shown.kind) {
          case 'chart':
            return <Chart view={shown} label={label} height={height} actions={<PictureButton sessionUuid={sessionUuid} cellId={cellId} label={label} />} />
          case 'pivot':
            return <Pivot view={shown} label={label} height={height} />
          case 'single_value':
            return <SingleValue view={shown} label={label} height={height} />
          case 'table':
          case 'profile':
          case 'text':
          case 'input':
            return null
        }
      }}
    </OutputBoundary>
  )
}

function Chart({ view: { columns, rows, config, truncated, partial }, height, actions }: Drawing<'chart'> & { actions: ReactNode }) {
  const { t } = useTranslation()
  const [asTable, setAsTable] = useState(false)
  const answer = useMemo(() => sqlAnswerOf(columns, rows), [columns, rows])
  const other = t(asTable ? 'appSession.asChart' : 'appSession.asTable')
  const slot = useHeadSlot()
  const buttons = config.type !== 'table' && (
    <Group justify="flex-end" gap={4} wrap="nowrap">
      {actions}
      <Tooltip label={other}>
        <ActionIcon size="sm" aria-label={other} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? <IconChartBar size={16} /> : <IconTable size={16} />}
        </ActionIcon>
      </Tooltip>
    </Group>
  )
  return (
    <>
      {slot === null ? buttons : createPortal(buttons, slot)}
      <SqlChartView config={config} answer={answer} height={height} asTable={asTable} />
      <CutNote truncated={truncated} partial={partial} />
    </>
  )
}

function Pivot({ view, label, height }: Drawing<'pivot'>) {
  const { t } = useTranslation()
  const locale = useNumberLocale()
  const model = useMemo(() => pivotTableOf(view, locale, { total: t('appSession.total') }), [view, locale, t])
  if (model.rows.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('appSession.noRows')}
      </Text>
    )
  }
  return (
    <>
      <PivotTable model={model} label={label} height={heightFor(model, height)} folded={noFolds} onFold={() => undefined} />
      <CutNote truncated={view.truncated} partial={view.partial} />
    </>
  )
}

const noFolds: ReadonlySet<string> = new Set()

/** As high as its lines, `height` at most. */
const heightFor = ({ headerRows, rows, columnTotals }: ReturnType<typeof pivotTableOf>, height: number | string): number | string =>
  typeof height === 'number' ? Math.min(height, (headerRows.length + rows.length + (columnTotals?.length ?? 0)) * 30 + 18) : height

function SingleValue({ view, label, height }: Drawing<'single_value'>) {
  const locale = useNumberLocale()
  const model = useMemo(() => singleValueModel(view, label, locale), [view, label, locale])
  return (
    <>
      <BigNumber model={model} height={typeof height === 'number' ? Math.min(height, 140) : height} />
      <CutNote truncated={false} partial={view.partial} />
    </>
  )
}
