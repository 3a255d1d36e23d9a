import type { SqlChartConfig } from '@atrium/documents'
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SqlChartPanel } from './sql-chart-panel.tsx'
import { SqlResults } from './sql-results.tsx'
import classes from './sql.module.css'
import type { TabRun } from './use-sql-runs.ts'

type Props = {
  projectUuid: string
  /** For the name of a file. */
  name: string
  config: SqlChartConfig | undefined
  /** What is shown first. */
  start?: 'rows' | 'chart'
  limit: number
  run: TabRun | undefined
  onRetry: () => void
  keys: string
  onDraw: (config: SqlChartConfig) => void
}

/** What the last run gave, as rows or as a chart. */
export function SqlOutput({ projectUuid, name, config, start = 'rows', limit, run, onRetry, keys, onDraw }: Props) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(start)
  const rows = <SqlResults projectUuid={projectUuid} name={name} run={run} onRetry={onRetry} keys={keys} />
  if (run?.state !== 'done' || run.result.rows.length === 0) return rows
  return (
    <>
      <SegmentedControl
        size="xs"
        className={classes['choice'] ?? ''}
        aria-label={t('sqlOutput.choose')}
        value={shown}
        onChange={(value) => setShown(value === 'chart' ? 'chart' : 'rows')}
        data={[
          { value: 'rows', label: t('sqlOutput.results') },
          { value: 'chart', label: t('sqlOutput.chart') },
        ]}
      />
      {shown === 'rows' ? rows : <SqlChartPanel projectUuid={projectUuid} sql={run.sql} limit={limit} result={run.result} config={config} onChange={onDraw} />}
    </>
  )
}
