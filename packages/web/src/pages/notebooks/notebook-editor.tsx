import { present } from '@atrium/semantic'
import {
  applyNotebookEdit,
  cellLabels,
  freeName,
  notebookGraph,
  notebookProblems,
  renameName,
  tellProblem,
  type CellKind,
  type NotebookCell,
  type NotebookDocument,
  type NotebookEdit,
  type NotebookProblem,
} from '@atrium/documents'
import { Box, Grid, Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Fragment, useMemo, useRef, useState, type ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { appsQuery } from '../../api/apps.ts'
import { exploresQuery } from '../../api/explores.ts'
import { newUuid } from '../../api/new-uuid.ts'
import { writebackQuery } from '../../api/writeback.ts'
import type { CodeEditorHandle } from '../../components/code-editor.tsx'
import { toastDone } from '../../components/toast.ts'
import { useLanguage } from '../../i18n/language.ts'
import { sqlName } from '../../sql/sql-name.ts'
import { AddBetween } from './cells/add-between.tsx'
import { AddCell } from './cells/add-cell.tsx'
import { CellCard } from './cells/cell-card.tsx'
import { copiesOf, droppedAt, movedBy, placeBehind, selectionAfter, shownCells } from './cells/cell-edits.ts'
import { copiedCells, keepCopied } from './cells/copied-cells.ts'
import { newCell } from './cells/new-cell.ts'
import { EmptyNotebook } from './cells/empty-notebook.tsx'
import type { ToldProblem } from './cells/told-problem.ts'
import { FindDialog } from './find/find-dialog.tsx'
import { KeysHelp } from './keys-help.tsx'
import { NamesContext, NotebookContext, WrittenContext, type NotebookActions } from './notebook-context.ts'
import { NotebookPanel } from './panels/notebook-panel.tsx'
import { ClearedContext, type ClearedOutputs } from './run/cleared-outputs.ts'
import { RunBar } from './run/run-bar.tsx'
import type { NotebookRun } from './run/use-notebook-run.ts'
import { useShownAtOnce } from './run/use-shown-at-once.ts'
import { useWaitingExplores } from './use-waiting-explores.ts'
import { TablesBrowser } from './tables/tables-browser.tsx'
import classes from './tables/tables.module.css'
import { useTablesBrowser } from './tables/use-tables-browser.ts'
import { useCellKeys } from './use-cell-keys.ts'
import { useStable } from './use-stable.ts'
import { useWantedCell } from './use-wanted-cell.ts'

type Props = {
  projectUuid: string
  appUuid: string
  name: string
  document: NotebookDocument
  run: NotebookRun
  /** Hands over what is typed and not in the document yet, before it is saved for a run. */
  typed: Set<() => void>
  onEdit: (change: (document: NotebookDocument) => NotebookDocument) => void
  onUndo: () => void
  onRedo: () => void
}

/** The cells of a notebook, written, run and put in order, and beside them who reads whom and what is wrong. Keys are those of Jupyter. */
export function NotebookEditor({ projectUuid, appUuid, name, document, run, typed, onEdit, onUndo, onRedo }: Props) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const list = useRef<HTMLDivElement>(null)
  const [sqlEditors] = useState(() => new Map<string, CodeEditorHandle>())
  /** The cell of SQL in which the cursor is, or was last. */
  const cursor = useRef<string | null>(null)
  const tables = useTablesBrowser(projectUuid)
  const [writing, setWriting] = useState<string | null>(null)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [anchor, setAnchor] = useState<string | null>(null)
  const [cleared, setCleared] = useState<ClearedOutputs>(new Map())
  const [dialog, setDialog] = useState<'find' | 'keys' | null>(null)
  const said = useMemo(() => notebookGraph(document), [document])
  const graph = useWaitingExplores(projectUuid, said)
  const problems = useMemo(() => notebookProblems(document, graph), [document, graph])
  const labels = useMemo(() => cellLabels(document, locale), [document, locale])
  const told = useMemo(() => toldByCell(problems, labels, locale), [problems, labels, locale])
  const written = useMemo(() => ({ document, graph }), [document, graph])
  const names = useNamesOf(graph)
  const shown = useMemo(() => shownCells(document), [document])
  const ids = shown.map(({ cell }) => cell.id)
  const explores = useQuery(exploresQuery(projectUuid)).data
  const apps = useQuery(appsQuery(projectUuid)).data
  const writeback = useQuery(writebackQuery(projectUuid)).data

  const apply = (edit: NotebookEdit): void => onEdit((now) => applyNotebookEdit(now, edit))
  /** After the page shows what was changed. */
  const whenShown = (id: string, then: (cell: HTMLElement) => void): void => {
    requestAnimationFrame(() => {
      const cell = list.current?.querySelector<HTMLElement>(`[data-cell="${id}"]`)
      if (cell !== null && cell !== undefined) then(cell)
    })
  }
  const focus = (id: string | undefined): void => {
    if (id !== undefined) whenShown(id, (cell) => cell.focus())
  }
  const write = (id: string): void => {
    // One that is written takes the focus when that begins; who left it for its cell comes back.
    if (writing === id) whenShown(id, (cell) => cell.querySelector<HTMLElement>('.cm-content, [data-autofocus]')?.focus())
    setWriting(id)
  }
  /** The cells that something is done with: all that are selected, where this one is. */
  const meant = (id: string): string[] => (selected.has(id) ? document.cells.flatMap((cell) => (selected.has(cell.id) ? [cell.id] : [])) : [id])
  const addBehind = (cell: NotebookCell, after: string | null): void => {
    const { sectionId, ...place } = placeBehind(after, document)
    apply({ type: 'add-cells', cells: [cell.kind === 'section' || sectionId === undefined ? cell : { ...cell, sectionId }], ...place })
  }
  /** A new cell behind another one, to be written. */
  const put = (cell: NotebookCell, after: string | null): void => {
    addBehind(cell, after)
    setWriting(cell.id)
    // All of it, not just the field that is written first.
    whenShown(cell.id, (added) => added.scrollIntoView({ block: 'nearest' }))
  }
  const add = (kind: CellKind, after: string | null): void => {
    const cell = newCell(kind, {
      id: newUuid(),
      document,
      title: t('notebooks.newSection'),
      of: lastResult(document, after) ?? 'result_1',
      exploreName: explores?.[0]?.name ?? 'explore',
      componentId: apps?.find(({ uuid }) => uuid !== appUuid)?.uuid ?? newUuid(),
      table: `${writeback?.prefix ?? ''}new_table`,
    })
    put(cell, after)
  }
  /** Writes a name where the cursor is; without one, or where SQL asks results, which have no such tables, a cell that reads it. */
  const insertName: ComponentProps<typeof TablesBrowser>['onInsert'] = (name, { table, column }) => {
    const at = document.cells.find(({ id }) => id === cursor.current)
    const editor = at?.kind === 'sql' && at.on === 'warehouse' ? sqlEditors.get(at.id) : undefined
    if (editor !== undefined) return editor.insert(name)
    const sql = `select ${column === undefined ? '*' : name}\nfrom ${sqlName(table)}\nlimit 100`
    put({ kind: 'sql', id: newUuid(), name: freeName('result', document), on: 'warehouse', sql }, writing ?? document.cells.at(-1)?.id ?? null)
  }
  const insert = (cells: readonly NotebookCell[], after: string): void => {
    const copies = copiesOf(cells, document, newUuid)
    if (copies.length === 0) return
    apply({ type: 'add-cells', cells: copies, after })
    setSelected(copies.length > 1 ? new Set(copies.map(({ id }) => id)) : new Set())
    focus(copies[0]?.id)
  }
  const remove = (id: string): void => {
    const gone = new Set(meant(id))
    const place = document.cells.findIndex((cell) => cell.id === id)
    const left = [...document.cells.slice(place), ...document.cells.slice(0, place).toReversed()].find((cell) => !gone.has(cell.id))
    apply({ type: 'remove-cells', ids: [...gone] })
    setSelected(new Set())
    focus(left?.id)
  }
  const copy = (id: string): void => {
    const wanted = new Set(meant(id))
    if (keepCopied(document.cells.filter((cell) => wanted.has(cell.id)))) toastDone(t('notebookEditor.copied', { count: wanted.size }))
  }
  const rename = (id: string, called: string): void => {
    const { unsure } = renameName(document, { cellId: id, name: called })
    apply({ type: 'rename', cellId: id, name: called })
    if (unsure.length > 0) toastDone(t('notebookEditor.renameUnsure', { cells: unsure.map((one) => labels.get(one) ?? one).join(', ') }))
  }
  const clear = (cellIds: readonly string[]): void => {
    const outcomes = run.store?.state().outcomes
    setCleared(
      (before) => new Map([...before, ...cellIds.flatMap((id) => (outcomes?.has(id) === true ? [[id, outcomes.get(id)?.startedAt ?? null] as const] : []))]),
    )
  }
  const actions: NotebookActions = useStable<NotebookActions>({
    focus,
    write,
    stop(id) {
      setWriting(null)
      focus(id)
    },
    change: (id, given) =>
      onEdit((now) => {
        const cell = now.cells.find((one) => one.id === id)
        // The kind is that of the cell for which it was written: cells keep theirs as long as they live.
        // A key that is given without a value is one that goes.
        return cell === undefined ? now : applyNotebookEdit(now, { type: 'set-cell', cell: present({ ...cell, ...given }) as NotebookCell })
      }),
    rename,
    add,
    draw(drawing, after) {
      const id = newUuid()
      addBehind({ ...drawing, id }, after)
      run.run({ how: 'cells', cells: [id], reach: 'auto' })
      whenShown(id, (drawn) => {
        drawn.focus({ preventScroll: true })
        // With room below for what it is going to show.
        drawn.scrollIntoView({ block: 'center' })
      })
    },
    remove,
    duplicate: (id) =>
      insert(
        document.cells.filter((cell) => meant(id).includes(cell.id)),
        meant(id).at(-1) ?? id,
      ),
    move(id, step) {
      const edit = movedBy(step, meant(id), document)
      if (edit !== null) apply(edit)
      focus(id)
    },
    drop(id, at) {
      const edit = droppedAt(meant(id), at, document)
      if (edit !== null) apply(edit)
    },
    fold(id) {
      const isFolded = document.cells.find((cell) => cell.id === id)?.isCollapsed === true
      actions.change(id, { isCollapsed: isFolded ? undefined : true })
    },
    select(id, how) {
      // Whoever begins to select has the cell in which they are, too.
      const from = selected.size > 0 ? anchor : (list.current?.querySelector<HTMLElement>('[data-cell]:focus-within')?.dataset['cell'] ?? null)
      setSelected((before) => selectionAfter(before, { id, how, from, ids }))
      setAnchor(how === 'range' ? from : id)
    },
    run: (id, reach) => run.run({ how: 'cells', cells: meant(id), reach }),
    clear: (id) => clear(meant(id)),
    hold(flush) {
      typed.add(flush)
      return () => typed.delete(flush)
    },
    edits(id, editor) {
      if (editor === null) sqlEditors.delete(id)
      else sqlEditors.set(id, editor)
    },
  })
  const keys = useCellKeys({
    ids,
    focus,
    write,
    stop: actions.stop,
    leave: () => setWriting(null),
    run: (id) => actions.run(id, 'auto'),
    addBefore: (id) => add('sql', document.cells[document.cells.findIndex((cell) => cell.id === id) - 1]?.id ?? null),
    addAfter: (id) => add('sql', id),
    remove,
    move: actions.move,
    fold: actions.fold,
    select: actions.select,
    selectAll: () => setSelected(new Set(ids)),
    copy,
    cut(id) {
      copy(id)
      remove(id)
    },
    paste: (id) => insert(copiedCells(), id),
    undo: onUndo,
    redo: onRedo,
    interrupt: run.interrupt,
    restart: run.restart,
    find: () => setDialog('find'),
    help: () => setDialog('keys'),
  })
  useShownAtOnce({
    cell: document.cells.find(({ id }) => id === writing),
    graph,
    hasErrors: told.get(writing ?? '')?.some(({ severity }) => severity === 'error') === true,
    run,
  })
  useWantedCell(focus)
  const notebook = useMemo(() => ({ appUuid, projectUuid, actions, store: run.store }), [appUuid, projectUuid, actions, run.store])
  return (
    <NotebookContext value={notebook}>
      <WrittenContext value={written}>
        <NamesContext value={names}>
          <ClearedContext value={cleared}>
            <div className={classes['beside']}>
              {tables?.isOpen === true && <TablesBrowser projectUuid={projectUuid} isNarrow={tables.isNarrow} onInsert={insertName} onClose={tables.toggle} />}
              <Grid p={{ base: 'xs', sm: 'md' }} gap="md" m={0} flex={1} miw={0}>
                <Grid.Col span={{ base: 12, md: 8 }}>
                  <Title order={1} size="h3" mb={4} style={{ overflowWrap: 'anywhere' }}>
                    {name}
                  </Title>
                  <RunBar
                    run={run}
                    tables={tables}
                    onClear={() => clear(document.cells.map(({ id }) => id))}
                    onFind={() => setDialog('find')}
                    onKeys={() => setDialog('keys')}
                  />
                  {/* Keys of a cell reach it from within its cells. */}
                  <Stack
                    ref={list}
                    gap={0}
                    role="group"
                    aria-label={t('notebooks.cells')}
                    {...keys}
                    onMouseDown={(event) => {
                      // Shift selects cells here, not their text, and the focus stays where it was until then.
                      if (event.shiftKey && event.target instanceof Element && event.target.closest('.cm-editor, input, textarea, [role="grid"]') === null)
                        event.preventDefault()
                    }}
                    onFocus={({ target }) => {
                      const editor = target.closest('.cm-content') === null ? null : target.closest<HTMLElement>('[data-cell]')
                      const id = editor?.dataset['cell']
                      if (id === undefined) return
                      // Who writes in the code of a cell gets its fields too.
                      setWriting(id)
                      cursor.current = sqlEditors.has(id) ? id : null
                    }}
                  >
                    {document.cells.length === 0 && <EmptyNotebook onAdd={(kind) => add(kind, null)} />}
                    {shown.map(({ cell, place, hidden }) => (
                      <Fragment key={cell.id}>
                        <AddBetween label={t('notebookEditor.addBefore', { name: labels.get(cell.id) })} after={document.cells[place - 1]?.id ?? null} />
                        <CellCard
                          cell={cell}
                          label={labels.get(cell.id) ?? cell.id}
                          isFirst={place === 0}
                          isLast={place === document.cells.length - 1}
                          problems={told.get(cell.id) ?? none}
                          isWriting={writing === cell.id}
                          isSelected={selected.has(cell.id)}
                          hidden={hidden}
                        />
                      </Fragment>
                    ))}
                    <Box mt="xs">
                      <AddCell label={t('notebooks.addCell')} onAdd={(kind) => add(kind, document.cells.at(-1)?.id ?? null)} />
                    </Box>
                  </Stack>
                </Grid.Col>
                <Grid.Col span={{ base: 12, md: 4 }}>
                  <NotebookPanel labels={labels} problems={problems} onShow={focus} />
                </Grid.Col>
              </Grid>
            </div>
            {dialog === 'find' && <FindDialog document={document} labels={labels} onEdit={onEdit} onShow={focus} onClose={() => setDialog(null)} />}
            {dialog === 'keys' && <KeysHelp onClose={() => setDialog(null)} />}
          </ClearedContext>
        </NamesContext>
      </WrittenContext>
    </NotebookContext>
  )
}

const none: readonly ToldProblem[] = []

function toldByCell(problems: readonly NotebookProblem[], labels: ReadonlyMap<string, string>, locale: string): Map<string, ToldProblem[]> {
  const found = new Map<string, ToldProblem[]>()
  for (const problem of problems) {
    if (problem.cellId === null) continue
    const one = { ...tellProblem(problem, labels, locale), severity: problem.severity, line: 'at' in problem ? problem.at.line : null }
    found.set(problem.cellId, [...(found.get(problem.cellId) ?? []), one])
  }
  return found
}

/** The names that cells give; the same list as long as they are the same. */
function useNamesOf(graph: ReturnType<typeof notebookGraph>) {
  const text = JSON.stringify([...graph.definitions.values()].flat().map(({ name, as }) => ({ name, as })))
  return useMemo(() => JSON.parse(text) as { name: string; as: 'table' | 'value' | 'any' }[], [text])
}

/** The result that is read last before a place of the page. */
function lastResult({ cells }: NotebookDocument, after: string | null): string | undefined {
  const place = after === null ? -1 : cells.findIndex(({ id }) => id === after)
  const named = cells.slice(0, place + 1).findLast((cell) => cell.kind === 'sql' || cell.kind === 'explore' || cell.kind === 'filter')
  return named !== undefined && 'name' in named ? named.name : undefined
}
