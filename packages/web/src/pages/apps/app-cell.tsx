import { kindLabel, type AppElement, type ViewerCell } from '@atrium/documents'
import { Badge, Box } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CommentMark } from '../../comments/comment-mark.tsx'
import type { SessionStore } from '../../app-session/session-store.ts'
import { contentHeight } from '../../dashboard/tile-name.ts'
import { useLanguage } from '../../i18n/language.ts'
import { TileFrame } from '../dashboard/tile-frame.tsx'
import { CsvLink } from '../notebooks/outputs/csv-link.tsx'
import { HeadSlot } from '../notebooks/outputs/head-slot.ts'
import { AppCellContent } from './app-cell-content.tsx'
import { useCellStanding } from './use-cell-standing.ts'
import classes from './apps.module.css'

type Props = {
  element: AppElement
  cell: ViewerCell
  label: string
  /** Null: not open yet. */
  store: SessionStore | null
  rerunsOnInput: boolean
}

/** Kinds that show rows of others, which can be taken along. Results of a cell of its own have their link beside them. */
const withRows: ReadonlySet<string> = new Set(['chart', 'table', 'pivot'])

/** One cell of an app in its box, with what is to be known of what it shows. */
export function AppCell({ element, cell, label, store, rerunsOnInput }: Props) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const standing = useCellStanding(store, cell.id)
  const [slot, setSlot] = useState<HTMLElement | null>(null)
  const isPlain = cell.kind === 'text' || cell.kind === 'section'
  const hasTitle = !isPlain && element.hideTitle !== true && cell.title !== null
  const mark = <CommentMark partId={cell.id} name={label} />
  const canTakeAlong = store !== null && withRows.has(cell.kind) && standing.shown?.state === 'done'
  const hasHead = hasTitle || canTakeAlong
  // What is read on the page needs no place: that tells apart what is called the same.
  const said = cell.title ?? kindLabel(cell.kind, locale)
  const content = (
    <AppCellContent
      {...{ cell, store, standing, rerunsOnInput }}
      // A number says below itself what it is, where no heading does.
      label={cell.kind === 'single_value' ? (hasTitle ? '' : said) : isPlain || cell.kind === 'input' ? said : label}
      height={contentHeight(element.h, hasHead)}
    />
  )
  if (cell.kind === 'input') {
    return (
      <Box component="section" className={classes['input'] ?? ''} aria-label={label}>
        {content}
        <div className={classes['mark']}>{mark}</div>
      </Box>
    )
  }
  return (
    <TileFrame
      name={label}
      scrolls={cell.kind !== 'section'}
      plain={isPlain}
      isRunning={standing.isRunning}
      isOutdated={standing.isOutdated}
      {...(hasTitle ? { title: said } : {})}
      {...(hasHead
        ? {
            actions: (
              <>
                <div ref={setSlot} />
                {canTakeAlong && <CsvLink sessionUuid={store.state().uuid} cellId={cell.id} fileName={label} />}
                {mark}
              </>
            ),
          }
        : { corner: mark })}
      {...(standing.isOutdated
        ? {
            note: (
              <Badge size="sm" variant="light" color="orange" tt="none">
                {t(standing.isRepublished ? 'appSession.republished' : 'apps.stale')}
              </Badge>
            ),
          }
        : {})}
    >
      <HeadSlot value={slot}>{content}</HeadSlot>
    </TileFrame>
  )
}
