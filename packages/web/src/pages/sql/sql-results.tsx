import { columnDecimals } from '@atrium/documents'
import { Button, Group, Skeleton, Text } from '@mantine/core'
import { IconDownload, IconTerminal2 } from '@tabler/icons-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Ago } from '../../components/ago.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorPanel } from '../../components/error-panel.tsx'
import type { GridCell, GridColumn } from '../../components/results-grid/grid-types.ts'
import { ResultsGrid } from '../../components/results-grid/results-grid.tsx'
import { downloadSqlCsv } from '../../api/sql-jobs.ts'
import type { SqlResult } from '../../api/sql.ts'
import { startDownload } from '../../components/start-download.ts'
import { toastDone, toastFailed } from '../../components/toast.ts'
import classes from './sql.module.css'
import type { TabRun } from './use-sql-runs.ts'

type Props = { projectUuid: string; /** For the name of a file. */ name: string; run: TabRun | undefined; onRetry: () => void; keys: string }

/** What a tab's last run gave: rows, an error, or a hint how to begin. */
export function SqlResults({ projectUuid, name, run, onRetry, keys }: Props) {
  const { t } = useTranslation()
  if (run === undefined) return <EmptyState icon={IconTerminal2} text={t('sqlRunner.begin', { keys })} compact />
  switch (run.state) {
    case 'running':
      return <Skeleton height={160} m="sm" />
    case 'cancelled':
      return <EmptyState icon={IconTerminal2} text={t('sqlRunner.cancelled')} compact />
    case 'failed':
      return (
        <div className={classes['results']}>
          <ErrorPanel title={run.line === null ? t('sqlRunner.failed') : t('sqlRunner.failedAt', { line: run.line })} error={run.error} onRetry={onRetry} />
        </div>
      )
    case 'done':
      return <Rows {...{ projectUuid, name }} sql={run.sql} result={run.result} durationMs={run.durationMs} />
  }
}

type RowsProps = { projectUuid: string; name: string; sql: string; result: SqlResult; durationMs: number }

function Rows({ projectUuid, name, sql, result, durationMs }: RowsProps) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const { rows, fields, receipt, truncated } = result
  const box = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState(300)
  useEffect(() => {
    if (box.current === null) return
    const observer = new ResizeObserver(([entry]) => setHeight(Math.max(160, Math.floor(entry?.contentRect.height ?? 300) - 40)))
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [])
  const columns = useMemo(
    () => Object.entries(fields).map(([id, { type }]): GridColumn => ({ id, label: id, hint: type, numeric: type === 'number' })),
    [fields],
  )
  const decimals = useMemo(() => columns.map(({ id, numeric }) => (numeric ? columnDecimals(rows.map((row) => row[id])) : 0)), [columns, rows])
  const cellAt = useCallback(
    (row: number, column: number): GridCell => {
      const value = rows[row]?.[columns[column]?.id ?? '']
      if (value === null || value === undefined) return { text: '∅', isNull: true }
      const written = typeof value === 'object' ? JSON.stringify(value) : String(value)
      const shown = decimals[column] ?? 0
      if (typeof value !== 'number' || shown === 0) return { text: written, isNull: false }
      const text = value.toFixed(shown)
      return { text, copied: written, isNull: false, ...(Number(text) === value ? {} : { title: written }) }
    },
    [rows, columns, decimals],
  )
  const download = async (): Promise<void> => {
    setBusy(true)
    try {
      const { url, truncated: isCut } = await downloadSqlCsv(projectUuid, sql, name)
      startDownload(url)
      if (isCut) toastDone(t('sqlSave.truncated'))
    } catch (error) {
      toastFailed(t('sqlSave.downloadFailed'), error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className={classes['results']} ref={box}>
      <Group justify="space-between" mb={6} gap="xs">
        <Text size="xs" c="dimmed" role="status" className="numbers">
          {t('results.rows', { count: rows.length })}
          {truncated === true && ` · ${t('results.limitReached')}`} · {durationMs < 1000 ? `${durationMs} ms` : `${(durationMs / 1000).toFixed(1)} s`}
          {receipt !== undefined && (
            <>
              {receipt.cache === 'hit' && ` · ${t('results.cached')}`} · {t('results.asOf')} <Ago at={receipt.dataAsOf} />
            </>
          )}
        </Text>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => void download()}
          loading={busy}
          disabled={rows.length === 0}
        >
          {t('sqlSave.download')}
        </Button>
      </Group>
      {rows.length === 0 ? (
        <Text size="sm">{t('sqlRunner.noRows')}</Text>
      ) : (
        <ResultsGrid label={t('results.title')} columns={columns} rowCount={rows.length} cellAt={cellAt} height={height} />
      )}
    </div>
  )
}
