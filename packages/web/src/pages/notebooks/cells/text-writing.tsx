import type { CellOf } from '@atrium/documents'
import { Text, Textarea } from '@mantine/core'
import { useDeferredValue, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useSessionPart } from '../../../app-session/use-app-session.ts'
import { useTypedText } from '../../../draft/use-typed-text.ts'
import { MarkdownText } from '../../dashboard/markdown-text.tsx'
import { useNotebook, useWritten } from '../notebook-context.ts'
import { CellOutput } from '../outputs/cell-output.tsx'
import { areReadsDone } from '../run/are-reads-done.ts'
import { isPlain } from './is-plain.ts'
import classes from './cells.module.css'

type Props = { cell: CellOf<'text'>; hasErrors: boolean; onWrite: (markdown: string) => void }

/** A text while it is written, and beside it as it will be read. */
export function TextWriting({ cell, hasErrors, onWrite }: Props) {
  const { t } = useTranslation()
  const { actions } = useNotebook()
  const { text, write, flush } = useTypedText(cell.markdown, onWrite)
  const typed = useDeferredValue(text)
  useEffect(() => actions.hold(flush), [actions, flush])
  return (
    <div className={classes['writing']}>
      <Textarea
        aria-label={t('notebooks.markdown')}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
        autosize
        minRows={4}
        maxRows={24}
        data-autofocus
      />
      <section aria-label={t('notebookEditor.preview')} className={classes['preview']}>
        {typed.trim() === '' ? (
          <Text size="sm" c="dimmed">
            {t('notebookEditor.previewEmpty')}
          </Text>
        ) : isPlain(typed) ? (
          <MarkdownText text={typed} />
        ) : (
          <Filled cell={cell} hasErrors={hasErrors} text={typed} />
        )}
      </section>
    </div>
  )
}

/** A text with its values, as it came out of its run, which follows what is typed where the values are there (`useShownAtOnce`); else as it is typed. */
function Filled({ cell, hasErrors, text }: Omit<Props, 'onWrite'> & { text: string }) {
  const { t } = useTranslation()
  const { store } = useNotebook()
  const { graph } = useWritten()
  const outcome = useSessionPart(store, ({ outcomes }) => outcomes.get(cell.id), undefined)
  const isFollowed = useSessionPart(store, (state) => !hasErrors && state.ended === null && areReadsDone(graph, state, cell.id), false)
  if (store !== null && outcome !== undefined && isFollowed)
    return <CellOutput sessionUuid={store.state().uuid} cell={cell} label={t('notebookEditor.preview')} outcome={outcome} />
  return (
    <>
      <MarkdownText text={text} />
      <Text size="xs" c="dimmed" mt={4}>
        {t('notebookEditor.previewUnfilled')}
      </Text>
    </>
  )
}
