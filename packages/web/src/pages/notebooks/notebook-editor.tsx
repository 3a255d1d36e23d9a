import {
  applyNotebookEdit,
  cellLabels,
  notebookGraph,
  notebookProblems,
  type NotebookCell,
  type NotebookDocument,
  type NotebookEdit,
  type NotebookProblem,
} from '@atrium/documents'
import { Grid, Stack, Text, Title } from '@mantine/core'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newUuid } from '../../api/new-uuid.ts'
import { useLanguage } from '../../i18n/language.ts'
import { AddCell } from './cells/add-cell.tsx'
import { CellCard } from './cells/cell-card.tsx'
import type { CellChange } from './cells/cell-editor.tsx'
import { movedBy, newCell, type WrittenKind } from './cells/new-cell.ts'
import { NotebookPanel } from './notebook-panel.tsx'
import { useCellKeys } from './use-cell-keys.ts'

type Props = {
  name: string
  document: NotebookDocument
  onEdit: (change: (document: NotebookDocument) => NotebookDocument) => void
}

/** The cells of a notebook, written and put in order, and beside them who reads whom and what is wrong. Keys are those of Jupyter. */
export function NotebookEditor({ name, document, onEdit }: Props) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const list = useRef<HTMLDivElement>(null)
  const [writing, setWriting] = useState<string | null>(null)
  const graph = useMemo(() => notebookGraph(document), [document])
  const problems = useMemo(() => notebookProblems(document, graph), [document, graph])
  const problemsOf = useMemo(() => byCell(problems), [problems])
  const labels = useMemo(() => cellLabels(document, locale), [document, locale])
  const apply = (edit: NotebookEdit): void => onEdit((now) => applyNotebookEdit(now, edit))
  const focus = (id: string | undefined): void => {
    // After the page shows what was changed.
    if (id !== undefined) requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-cell="${id}"]`)?.focus())
  }
  const add = (kind: WrittenKind, after: string | null): string => {
    const id = newUuid()
    apply({ type: 'add-cells', cells: [newCell(kind, { id, document, title: t('notebooks.newSection') })], after })
    setWriting(id)
    return id
  }
  const remove = (id: string): void => {
    const place = document.cells.findIndex((cell) => cell.id === id)
    apply({ type: 'remove-cells', ids: [id] })
    focus((document.cells[place + 1] ?? document.cells[place - 1])?.id)
  }
  const move = (id: string, step: -1 | 1): void => {
    const edit = movedBy(step, id, document)
    if (edit !== null) apply(edit)
    focus(id)
  }
  const change = (id: string, given: CellChange): void =>
    onEdit((now) => {
      const cell = now.cells.find((one) => one.id === id)
      // The kind is that of the cell for which it was written: cells keep theirs as long as they live.
      return cell === undefined ? now : applyNotebookEdit(now, { type: 'set-cell', cell: { ...cell, ...given } as NotebookCell })
    })
  const fold = (id: string): void => change(id, { isCollapsed: graph.cells.get(id)?.isCollapsed !== true })
  const keys = useCellKeys({
    ids: document.cells.map(({ id }) => id),
    focus,
    write: setWriting,
    stop: (id) => {
      setWriting(null)
      focus(id)
    },
    addBefore: (id) => add('sql', document.cells[document.cells.findIndex((cell) => cell.id === id) - 1]?.id ?? null),
    addAfter: (id) => add('sql', id),
    remove,
    move,
    fold,
  })
  return (
    <Grid p={{ base: 'xs', sm: 'md' }} gap="md" m={0}>
      <Grid.Col span={{ base: 12, md: 8 }}>
        <Title order={1} size="h3" mb="sm" style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Title>
        {/* Keys of a cell reach it from within its cells. */}
        <Stack ref={list} gap="xs" role="group" aria-label={t('notebooks.cells')} {...keys}>
          {document.cells.length === 0 && <Text size="sm">{t('notebooks.emptyNotebook')}</Text>}
          {document.cells.map((cell, place) => (
            <CellCard
              key={cell.id}
              cell={cell}
              labels={labels}
              isFirst={place === 0}
              isLast={place === document.cells.length - 1}
              problems={problemsOf.get(cell.id) ?? none}
              isWriting={writing === cell.id}
              onWrite={() => setWriting(cell.id)}
              onChange={(given) => change(cell.id, given)}
              onRename={(called) => apply({ type: 'rename', cellId: cell.id, name: called })}
              onAdd={(kind) => add(kind, cell.id)}
              onRemove={() => remove(cell.id)}
              onMove={(step) => move(cell.id, step)}
              onFold={() => fold(cell.id)}
            />
          ))}
          <AddCell label={t('notebooks.addCell')} onAdd={(kind) => add(kind, document.cells.at(-1)?.id ?? null)} />
        </Stack>
        <Text size="xs" c="dimmed" mt="md" visibleFrom="sm">
          {t('notebooks.keys')}
        </Text>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <NotebookPanel labels={labels} graph={graph} problems={problems} onShow={focus} />
      </Grid.Col>
    </Grid>
  )
}

const none: readonly NotebookProblem[] = []

function byCell(problems: readonly NotebookProblem[]): Map<string | null, NotebookProblem[]> {
  const found = new Map<string | null, NotebookProblem[]>()
  for (const problem of problems) {
    const known = found.get(problem.cellId)
    if (known === undefined) found.set(problem.cellId, [problem])
    else known.push(problem)
  }
  return found
}
