import type { SqlChartConfig, SqlChartDocument } from '@atrium/documents'
import { Group, Skeleton, useMatches, VisuallyHidden } from '@mantine/core'
import { IconWand } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { writeShortcut } from '../../components/shortcut.ts'
import { useShortcut } from '../../components/use-shortcut.ts'
import { useElapsedSeconds } from '../explore/use-elapsed-seconds.ts'
import { RunControls } from '../sql/run-controls.tsx'
import { SchemaTree } from '../sql/schema-tree.tsx'
import type { SqlEditorHandle } from '../sql/sql-editor.tsx'
import { SqlOutput } from '../sql/sql-output.tsx'
import { ToolButton } from '../sql/tool-button.tsx'
import classes from '../sql/sql.module.css'
import { useSchema } from '../sql/use-schema.ts'
import { useSqlRuns } from '../sql/use-sql-runs.ts'

const SqlEditor = lazy(() => import('../sql/sql-editor.tsx').then((module) => ({ default: module.SqlEditor })))

type Props = {
  projectUuid: string
  name: string
  title: string
  document: SqlChartDocument
  onWrite: (sql: string) => void
  onEdit: (change: { limit: number } | { config: SqlChartConfig }) => void
}

const [own, notKept] = ['chart', (): void => undefined]

/** The SQL of one chart, what it gives, and how that is drawn. It runs when it is opened, and after that when somebody says so. */
export function SqlChartWorkspace({ projectUuid, name, title, document, onWrite, onEdit }: Props) {
  const { t } = useTranslation()
  const isPhone = useMatches({ base: true, sm: false })
  const editor = useRef<SqlEditorHandle>(null)
  const { sql, limit, config } = document
  const { runs, run, cancel } = useSqlRuns(projectUuid, notKept)
  const current = runs[own]
  const isRunning = current?.state === 'running'
  const elapsed = useElapsedSeconds(isRunning ? current.startedAt : null)
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const schema = useSchema(projectUuid, sql, opened)
  const start = (refresh: boolean): void => {
    if (sql.trim() !== '') void run({ tabId: own, sql, firstLine: 1, limit, refresh })
  }
  const first = useRef(start)
  useEffect(() => first.current(false), [])
  const format = async (): Promise<void> => {
    const { formatSql } = await import('../explore/sql/format-sql.ts')
    onWrite(formatSql(sql))
  }
  useShortcut('mod+Enter', () => start(false))
  useShortcut('mod+shift+Enter', () => start(true))
  return (
    <div className={classes['page']}>
      <VisuallyHidden component="h1">{title}</VisuallyHidden>
      {!isPhone && (
        <aside className={classes['side']} aria-label={t('sqlRunner.tables')}>
          <SchemaTree
            projectUuid={projectUuid}
            onInsert={(text) => editor.current?.insert(text)}
            onOpen={(table) => setOpened((all) => new Set([...all, table]))}
          />
        </aside>
      )}
      <div className={classes['work']}>
        <div className={classes['editor']}>
          <Suspense fallback={<Skeleton height="100%" />}>
            <SqlEditor
              ref={editor}
              label={t('sqlRunner.editor')}
              value={sql}
              onChange={onWrite}
              schema={schema}
              errorLine={current?.state === 'failed' ? current.line : null}
              onFormat={() => void format()}
            />
          </Suspense>
        </div>
        <div className={classes['bar']}>
          <RunControls
            elapsed={elapsed}
            isRunning={isRunning}
            isEmpty={sql.trim() === ''}
            limit={limit}
            onRun={() => start(false)}
            onCancel={() => cancel(own)}
            onLimit={(wanted) => onEdit({ limit: wanted })}
          />
          <Group gap={4} ml="auto">
            <ToolButton label={`${t('sqlRunner.format')} ${writeShortcut('alt+shift+f')}`} icon={<IconWand size={16} />} onClick={() => void format()} />
          </Group>
        </div>
        <SqlOutput
          projectUuid={projectUuid}
          limit={limit}
          name={name}
          config={config}
          start="chart"
          run={current}
          onRetry={() => start(false)}
          keys={writeShortcut('mod+Enter')}
          onDraw={(wanted) => onEdit({ config: wanted })}
        />
      </div>
    </div>
  )
}
