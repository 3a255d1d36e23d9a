import type { ViewerCell } from '@atrium/documents'
import { Code, Skeleton, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SessionStore } from '../../app-session/session-store.ts'
import { MarkdownText } from '../dashboard/markdown-text.tsx'
import { InputOutput } from '../notebooks/inputs/input-output.tsx'
import { CellOutput } from '../notebooks/outputs/cell-output.tsx'
import type { CellStanding } from './use-cell-standing.ts'
import classes from './apps.module.css'

type Props = {
  cell: ViewerCell
  label: string
  /** Null: not open yet. */
  store: SessionStore | null
  standing: CellStanding
  rerunsOnInput: boolean
  /** Pixels that there are. */
  height: number
}

/** What a cell of an app shows: a field, a text, its source where the app shows that, and what came of it. */
export function AppCellContent({ cell, label, store, standing: { shown, isRunning }, rerunsOnInput, height }: Props) {
  const { t } = useTranslation()
  if (cell.kind === 'section') {
    return (
      <Title order={2} size="h4">
        {label}
      </Title>
    )
  }
  if (cell.input !== undefined) {
    if (store === null) return <Skeleton height={58} />
    const { name, definition } = cell.input
    if (!Object.hasOwn(store.state().inputs, name)) return <Missing text={t('appRuns.inputForOthers', { name: label })} />
    return (
      <>
        <InputOutput cellId={cell.id} name={name} label={label} input={definition} store={store} reruns={rerunsOnInput} />
        {shown?.state === 'failed' && <CellOutput sessionUuid={store.state().uuid} cell={cell} label={label} outcome={shown} />}
      </>
    )
  }
  if (cell.markdown !== undefined) return <MarkdownText text={cell.markdown} />
  return (
    <>
      {cell.source !== undefined && (
        <Code block className={classes['source'] ?? ''}>
          {cell.source.text}
        </Code>
      )}
      {store === null || (shown === undefined && isRunning) ? (
        <Skeleton height={Math.min(160, height)} />
      ) : shown === undefined ? (
        <Missing text={t(cell.kind === 'writeback' ? 'writeback.notYet' : 'apps.notComputed')} />
      ) : shown.state === 'left_out' || shown.state === 'cancelled' ? (
        <Missing text={t(`apps.${shown.state}`)} />
      ) : shown.isWithheld === true ? (
        <Missing text={t('apps.withheld')} />
      ) : (
        <CellOutput sessionUuid={store.state().uuid} cell={cell} label={label} outcome={shown} height={height} />
      )}
    </>
  )
}

const Missing = ({ text }: { text: string }) => (
  <Text size="sm" c="dimmed">
    {text}
  </Text>
)
