import type { NotebookCell } from '@atrium/documents'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSessionPart } from '../../../app-session/use-app-session.ts'
import { MarkdownText } from '../../dashboard/markdown-text.tsx'
import { InputOutput } from '../inputs/input-output.tsx'
import { useNotebook } from '../notebook-context.ts'
import { CellOutput } from '../outputs/cell-output.tsx'
import { OutcomeLine } from '../outputs/outcome-line.tsx'
import { useIsCleared } from '../run/cleared-outputs.ts'
import { isPlain } from './is-plain.ts'
import classes from './cells.module.css'

type Props = { cell: NotebookCell; label: string; onLine: ((line: number) => void) | undefined }

/** What came of a cell, with its state; of a text and an input what they show before anything has run. */
export function CellResult({ cell, label, onLine }: Props) {
  const { store } = useNotebook()
  const outcome = useSessionPart(store, ({ outcomes }) => outcomes.get(cell.id), undefined)
  const isPlanned = useSessionPart(store, ({ running }) => running.has(cell.id), false)
  const isStale = useSessionPart(store, ({ stale }) => stale.has(cell.id), false)
  const isRepublished = useSessionPart(store, ({ republished }) => republished.has(cell.id), false)
  const isCleared = useIsCleared(cell.id, outcome?.startedAt)
  const hasAnswer = outcome !== undefined && !isCleared
  if (cell.kind === 'text' && (!hasAnswer || isPlain(cell.markdown))) return <WrittenText text={cell.markdown} />
  if (cell.kind === 'input') {
    return (
      <>
        {store !== null && <InputOutput cellId={cell.id} name={cell.name} label={label} input={cell.input} store={store} reruns />}
        {hasAnswer && outcome.failure !== null && <CellOutput sessionUuid={store?.state().uuid ?? ''} cell={cell} label={label} outcome={outcome} />}
      </>
    )
  }
  if (store === null || (!hasAnswer && !isPlanned)) return null
  return (
    <div className={classes['result']} data-stale={isStale || undefined}>
      <OutcomeLine outcome={hasAnswer ? outcome : undefined} isPlanned={isPlanned} isStale={isStale} isRepublished={isRepublished} />
      {hasAnswer && (
        <div className={classes['answer']}>
          <CellOutput
            sessionUuid={store.state().uuid}
            cell={cell}
            label={label}
            outcome={outcome}
            pageSize={cell.kind === 'table' ? cell.pageSize : undefined}
            onLine={onLine}
          />
        </div>
      )}
    </div>
  )
}

function WrittenText({ text }: { text: string }) {
  const { t } = useTranslation()
  if (text.trim() !== '') return <MarkdownText text={text} />
  return (
    <Text size="sm" c="dimmed">
      {t('notebooks.nothingWritten')}
    </Text>
  )
}
