import type { AppElement, ViewerCell } from '@atrium/documents'
import { Badge, Code, Skeleton, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outcome } from '../../api/app-sessions.ts'
import type { SessionStore } from '../../app-session/session-store.ts'
import { useSessionPart } from '../../app-session/use-app-session.ts'
import { contentHeight } from '../../dashboard/tile-name.ts'
import { MarkdownText } from '../dashboard/markdown-text.tsx'
import { TileFrame } from '../dashboard/tile-frame.tsx'
import { InputOutput } from '../notebooks/inputs/input-output.tsx'
import { CellOutput } from '../notebooks/outputs/cell-output.tsx'
import classes from './apps.module.css'

type Props = {
  element: AppElement
  cell: ViewerCell
  label: string
  /** Null: not open yet. */
  store: SessionStore | null
  rerunsOnInput: boolean
}

/** One cell of an app: a field, or what came of it, with what is to be known of that. */
export function AppCell({ element, cell, label, store, rerunsOnInput }: Props) {
  const { t } = useTranslation()
  const outcome = useSessionPart(store, ({ outcomes }) => outcomes.get(cell.id), undefined)
  const isPlanned = useSessionPart(store, ({ running }) => running.has(cell.id), false)
  const isStale = useSessionPart(store, ({ stale }) => stale.has(cell.id), false)
  const shown = useSettled(outcome)
  const isRunning = isPlanned || outcome?.state === 'running' || outcome?.state === 'waiting'
  if (cell.kind === 'section') {
    return (
      <Title order={2} size="h4" pt={8}>
        {label}
      </Title>
    )
  }
  if (cell.kind === 'input' && cell.input !== undefined) {
    return (
      <section className={classes['input']} aria-label={label}>
        {store === null ? (
          <Skeleton height={58} />
        ) : (
          <InputOutput cellId={cell.id} name={cell.input.name} label={label} input={cell.input.definition} store={store} reruns={rerunsOnInput} />
        )}
      </section>
    )
  }
  const isText = cell.kind === 'text'
  if (isText && cell.markdown !== undefined) {
    return (
      <TileFrame name={label} scrolls plain>
        <MarkdownText text={cell.markdown} />
      </TileFrame>
    )
  }
  // What has no answer needs no word about its inputs.
  const isOutdated = isStale && !isRunning && shown?.state === 'done'
  const hasTitle = !isText && element.hideTitle !== true && cell.title !== null
  return (
    <TileFrame
      name={label}
      scrolls
      plain={isText}
      isRunning={isRunning}
      isOutdated={isOutdated}
      {...(hasTitle ? { title: label } : {})}
      {...(isOutdated
        ? {
            note: (
              <Badge size="sm" variant="light" color="orange" tt="none">
                {t('apps.stale')}
              </Badge>
            ),
          }
        : {})}
    >
      {cell.source !== undefined && (
        <Code block className={classes['source'] ?? ''}>
          {cell.source.text}
        </Code>
      )}
      {store === null || (shown === undefined && isRunning) ? (
        <Skeleton height={Math.min(160, contentHeight(element.h, hasTitle))} />
      ) : shown === undefined ? (
        <Missing text={t('apps.notComputed')} />
      ) : shown.state === 'left_out' || shown.state === 'cancelled' ? (
        <Missing text={t(`apps.${shown.state}`)} />
      ) : (
        <CellOutput sessionUuid={store.state().uuid} cell={cell} label={label} outcome={shown} height={contentHeight(element.h, hasTitle)} />
      )}
    </TileFrame>
  )
}

const Missing = ({ text }: { text: string }) => (
  <Text size="sm" c="dimmed">
    {text}
  </Text>
)

/** What came of a cell last: while it runs again, what it said before stays. */
function useSettled(outcome: Outcome | undefined): Outcome | undefined {
  const [settled, setSettled] = useState(outcome)
  const isUnderWay = outcome?.state === 'running' || outcome?.state === 'waiting'
  if (!isUnderWay && outcome !== settled) setSettled(outcome)
  return isUnderWay ? (settled?.state === 'running' || settled?.state === 'waiting' ? undefined : settled) : outcome
}
