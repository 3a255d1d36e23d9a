import { Stack, Text } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { SqlChartView } from '../../../charts/sql-chart-view.tsx'
import type { GridCell } from '../../../components/results-grid/grid-types.ts'
import { ResultsGrid } from '../../../components/results-grid/results-grid.tsx'
import { useLanguage } from '../../../i18n/language.ts'
import { insightView } from './insight-view.ts'
import { kindOf, type InsightWords } from './insight-words.ts'

/** The answer of an insight, drawn where there is a drawing for it, and as a table. */
export function InsightAnswer({ words, results }: { words: InsightWords; results: unknown }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const view = useMemo(() => {
    const kind = kindOf(words)
    const labels = {
      period: t('endpoints.insight.period'),
      value: t('endpoints.insight.value'),
      step: t('endpoints.insight.step'),
      people: t('endpoints.insight.people'),
      share: t('endpoints.insight.share'),
      took: t('endpoints.insight.took'),
      from: t('endpoints.insight.from'),
      to: t('endpoints.insight.to'),
      size: t('endpoints.insight.size'),
      seconds: t('endpoints.insight.seconds'),
    }
    return kind === null ? null : insightView(kind, words, results, labels)
  }, [words, results, t])
  if (view === null) return <Text role="status">{t('endpoints.insight.unknown')}</Text>
  const cellAt = (row: number, column: number): GridCell => {
    const cell = view.rows[row]?.[column]
    const { value = null, heat, isShare } = cell ?? {}
    if (value === null) return { text: '∅', isNull: true }
    const text = typeof value === 'number' ? value.toLocaleString(locale, isShare === true ? { style: 'percent', maximumFractionDigits: 1 } : {}) : value
    // Never so dark that the text on it is hard to read.
    const style =
      heat === undefined
        ? {}
        : { style: { background: `color-mix(in srgb, var(--mantine-primary-color-filled) ${Math.round(heat * 45)}%, transparent)`, color: 'inherit' } }
    return { text, isNull: false, ...style }
  }
  return (
    <Stack gap="md">
      {view.chart !== null && <SqlChartView config={view.chart.config} answer={view.chart.answer} height={300} />}
      <ResultsGrid
        label={t('endpoints.tabs.try')}
        height={Math.min(480, 60 + view.rows.length * 30)}
        columns={view.columns.map(({ label, numeric }, place) => ({ id: String(place), label, numeric }))}
        rowCount={view.rows.length}
        cellAt={cellAt}
      />
    </Stack>
  )
}
