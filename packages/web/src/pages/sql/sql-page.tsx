import { Drawer, Group, Skeleton, useMatches, VisuallyHidden } from '@mantine/core'
import { IconHistory, IconLink, IconTable, IconWand } from '@tabler/icons-react'
import { lazy, Suspense, useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newUuid } from '../../api/new-uuid.ts'
import { copyText } from '../../components/copy-text.ts'
import { NameDialog } from '../../components/name-dialog.tsx'
import { NeedsRole } from '../../components/needs-role.tsx'
import { PageTitle } from '../../components/page-title.tsx'
import { writeShortcut } from '../../components/shortcut.ts'
import { toastDone } from '../../components/toast.ts'
import { useProjectUuid } from '../../components/use-route-param.ts'
import { useShortcut } from '../../components/use-shortcut.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { readSqlHistory, withRun, type SqlRun } from '../../sql/sql-history.ts'
import { lineAt, statementAt } from '../../sql/statement-at.ts'
import { useElapsedSeconds } from '../explore/use-elapsed-seconds.ts'
import { HistoryDrawer } from './history-drawer.tsx'
import { RunControls } from './run-controls.tsx'
import { SchemaTree } from './schema-tree.tsx'
import type { SqlEditorHandle } from './sql-editor.tsx'
import classes from './sql.module.css'
import { SaveMenu } from './save-menu.tsx'
import { SqlOutput } from './sql-output.tsx'
import { SqlTabBar } from './sql-tab-bar.tsx'
import { ToolButton } from './tool-button.tsx'
import { useSchema } from './use-schema.ts'
import { useSqlRuns } from './use-sql-runs.ts'
import { useOpenedForEdit } from './use-opened-for-edit.ts'
import { useSqlTabs } from './use-sql-tabs.ts'
import { useStoredState } from './use-stored-state.ts'

const SqlEditor = lazy(() => import('./sql-editor.tsx').then((module) => ({ default: module.SqlEditor })))

/** The SQL runner of a project. */
export function SqlPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  return (
    <NeedsRole projectUuid={projectUuid} title={t('shell.nav.sql')} needs="sql_runner.run" least="developer">
      <SqlWorkspace key={projectUuid} projectUuid={projectUuid} />
    </NeedsRole>
  )
}

function SqlWorkspace({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  useCrumbs([{ label: t('shell.nav.sql') }])
  const isPhone = useMatches({ base: true, sm: false })
  const editor = useRef<SqlEditorHandle>(null)
  const { tabs, active, edit, openWith } = useSqlTabs(projectUuid)
  useOpenedForEdit(projectUuid, tabs, edit)
  const [history, setHistory] = useStoredState<SqlRun[]>(`atrium-sql-history-${projectUuid}`, readSqlHistory)
  const [panel, setPanel] = useState<'tables' | 'history' | null>(null)
  const [renaming, setRenaming] = useState<string | null>(null)
  const limit = active.limit ?? 500
  const remember = useCallback((ended: SqlRun) => setHistory((all) => withRun(all, ended)), [setHistory])
  const { runs, run, cancel } = useSqlRuns(projectUuid, remember)
  const current = runs[active.id]
  const isRunning = current?.state === 'running'
  const elapsed = useElapsedSeconds(isRunning ? current.startedAt : null)
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const schema = useSchema(projectUuid, active.sql, opened)

  /** What is selected, or the statement at the cursor. */
  const chosenStatement = (): { text: string; from: number } | null => {
    const { position, selected } = editor.current?.place() ?? { position: 0, selected: '' }
    if (selected.trim() === '') return statementAt(active.sql, position)
    return { text: selected.trim(), from: active.sql.indexOf(selected.trim(), Math.max(0, position - selected.length)) }
  }
  const start = (refresh: boolean): void => {
    const chosen = chosenStatement()
    if (chosen === null) return
    void run({ tabId: active.id, sql: chosen.text, firstLine: lineAt(active.sql, Math.max(0, chosen.from)), limit, refresh })
  }
  const format = async (): Promise<void> => {
    const { formatSql } = await import('../explore/sql/format-sql.ts')
    edit({ type: 'write', id: active.id, sql: formatSql(active.sql) })
  }
  const copyLink = async (): Promise<void> => {
    const link = `${window.location.origin}${window.location.pathname}#${new URLSearchParams({ sql: active.sql }).toString()}`
    if (await copyText(link)) toastDone(t('explore.linkCopied'))
  }
  useShortcut('mod+Enter', () => start(false))
  useShortcut('mod+shift+Enter', () => start(true))
  const insert = (text: string): void => {
    setPanel(null)
    editor.current?.insert(text)
  }
  const tree = <SchemaTree projectUuid={projectUuid} onInsert={insert} onOpen={(table) => setOpened((all) => new Set([...all, table]))} />
  const errorLine = current?.state === 'failed' ? current.line : null
  return (
    <div className={classes['page']}>
      <PageTitle title={t('shell.nav.sql')} />
      <VisuallyHidden component="h1">{t('sqlRunner.title')}</VisuallyHidden>
      {!isPhone && (
        <aside className={classes['side']} aria-label={t('sqlRunner.tables')}>
          {tree}
        </aside>
      )}
      <div className={classes['work']}>
        <SqlTabBar
          state={tabs}
          onShow={(id) => edit({ type: 'show', id })}
          onClose={(id) => {
            cancel(id)
            edit({ type: 'close', id, emptyId: newUuid() })
          }}
          onOpen={() => openWith('')}
          onRename={setRenaming}
        />
        <div className={classes['editor']}>
          <Suspense fallback={<Skeleton height="100%" />}>
            <SqlEditor
              key={active.id}
              ref={editor}
              label={t('sqlRunner.editor')}
              value={active.sql}
              onChange={(sql) => edit({ type: 'write', id: active.id, sql })}
              schema={schema}
              errorLine={errorLine}
              onFormat={() => void format()}
            />
          </Suspense>
        </div>
        <div className={classes['bar']}>
          <RunControls
            elapsed={elapsed}
            isRunning={isRunning}
            isEmpty={active.sql.trim() === ''}
            limit={limit}
            onRun={() => start(false)}
            onCancel={() => cancel(active.id)}
            onLimit={(wanted) => edit({ type: 'change', id: active.id, change: { limit: wanted } })}
          />
          <SaveMenu
            key={active.id}
            {...{ projectUuid, limit }}
            tab={active}
            statement={() => chosenStatement()?.text ?? null}
            result={current?.state === 'done' ? current.result : null}
            onSaved={(savedAs) => edit({ type: 'change', id: active.id, change: { savedAs, name: savedAs.name } })}
          />
          <Group gap={4} ml="auto">
            {isPhone && <ToolButton label={t('sqlRunner.tables')} icon={<IconTable size={16} />} onClick={() => setPanel('tables')} />}
            <ToolButton label={`${t('sqlRunner.format')} ${writeShortcut('alt+shift+f')}`} icon={<IconWand size={16} />} onClick={() => void format()} />
            <ToolButton label={t('explore.copyLink')} icon={<IconLink size={16} />} onClick={() => void copyLink()} />
            <ToolButton label={t('sqlRunner.history')} icon={<IconHistory size={16} />} onClick={() => setPanel('history')} />
          </Group>
        </div>
        <SqlOutput
          key={active.id}
          {...{ projectUuid, limit }}
          name={active.savedAs?.name ?? active.name}
          config={active.config}
          run={current}
          onRetry={() => start(false)}
          keys={writeShortcut('mod+Enter')}
          onDraw={(config) => edit({ type: 'change', id: active.id, change: { config } })}
        />
      </div>
      {panel === 'tables' && (
        <Drawer opened onClose={() => setPanel(null)} title={t('sqlRunner.tables')}>
          {tree}
        </Drawer>
      )}
      {panel === 'history' && (
        <HistoryDrawer
          history={history}
          onClose={() => setPanel(null)}
          onOpen={(sql) => {
            openWith(sql)
            setPanel(null)
          }}
        />
      )}
      {renaming !== null && (
        <NameDialog
          title={t('sqlRunner.rename')}
          submit={t('dialog.save')}
          failed={t('save.failed')}
          name={tabs.tabs.find(({ id }) => id === renaming)?.name ?? ''}
          onClose={() => setRenaming(null)}
          onSubmit={({ name }) => {
            edit({ type: 'rename', id: renaming, name })
            setRenaming(null)
            return Promise.resolve()
          }}
        />
      )}
    </div>
  )
}
