import { drawnSqlChart, type CellOf } from '@atrium/documents'
import { Stack, Text } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ChartFields } from '../../sql/chart-fields.tsx'
import { useColumnsOf } from '../notebook-context.ts'
import { ResultField } from './result-field.tsx'
import { TitleField } from './title-field.tsx'

type Props = { cell: CellOf<'chart'>; onChange: (change: Partial<CellOf<'chart'>>) => void }

/** What of a result is drawn, and how. */
export function ChartForm({ cell, onChange }: Props) {
  const { t } = useTranslation()
  const known = useColumnsOf(cell.of)
  const columns = useMemo(() => columnsWith(known, cell.config), [known, cell.config])
  return (
    <Stack gap="xs" maw={520}>
      <ResultField value={cell.of} onChange={(of) => onChange({ of })} hasFocus />
      <TitleField cell={cell} />
      {known.length === 0 && (
        <Text size="xs" c="dimmed">
          {t('notebookEditor.columnsAfterRun', { of: cell.of })}
        </Text>
      )}
      <ChartFields columns={columns} config={drawnSqlChart(cell.config, columns)} onChange={(config) => onChange({ config })} />
    </Stack>
  )
}

/** The columns of a result, with those that the drawing names and nobody knows. */
function columnsWith(known: readonly { name: string; type: string }[], { fieldConfig }: CellOf<'chart'>['config']) {
  const named = [fieldConfig?.x, ...(fieldConfig?.y ?? []), ...(fieldConfig?.groupBy ?? [])].flatMap((field) => (field === undefined ? [] : [field.reference]))
  const columns = known.map(({ name, type }) => ({ reference: name, type }))
  const isKnown = new Set(columns.map(({ reference }) => reference))
  return [...columns, ...[...new Set(named)].filter((name) => !isKnown.has(name)).map((reference) => ({ reference, type: 'string' }))]
}
