import { tellProblem, viewerCell, type AppElement, type NotebookCell, type NotebookProblem } from '@atrium/documents'
import { Group, Text, ThemeIcon } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionStore } from '../../../app-session/session-store.ts'
import { contentHeight } from '../../../dashboard/tile-name.ts'
import { useLanguage } from '../../../i18n/language.ts'
import { AppCellContent } from '../../apps/app-cell-content.tsx'
import { useCellStanding } from '../../apps/use-cell-standing.ts'
import { TileFrame } from '../../dashboard/tile-frame.tsx'
import { HeadSlot } from '../outputs/head-slot.ts'

type Props = {
  element: AppElement
  cell: NotebookCell
  name: string
  /** What cells are called, by id. */
  labels: ReadonlyMap<string, string>
  problems: readonly NotebookProblem[]
  /** The session of the notebook; null: not open yet. */
  store: SessionStore | null
  actions: ReactNode
}

/** A cell in the app while it is built: what readers see of it, and what keeps them from seeing it. */
export function ElementCard({ element, cell, name, labels, problems, store, actions }: Props) {
  const { locale } = useLanguage()
  const shown = useMemo(() => viewerCell(cell, element.showsSource === true), [cell, element.showsSource])
  const standing = useCellStanding(store, cell.id)
  // A field brings its label, a text its heading.
  const isFlat = cell.kind === 'text' || cell.kind === 'section' || cell.kind === 'input'
  const hasTitle = element.hideTitle !== true && shown.title !== null && !isFlat
  const [slot, setSlot] = useState<HTMLElement | null>(null)
  const head = {
    title: hasTitle ? name : '',
    actions: (
      <>
        <div ref={setSlot} />
        {actions}
      </>
    ),
  }
  return (
    <TileFrame name={name} scrolls isRunning={standing.isRunning} isOutdated={standing.isOutdated} {...(isFlat ? { corner: actions } : head)}>
      {problems
        .filter(({ cellId }) => cellId === cell.id)
        .map((problem) => {
          const { message, hint } = tellProblem(problem, labels, locale)
          return <Problem key={message} isError={problem.severity === 'error'} text={`${message} ${hint}`} />
        })}
      <HeadSlot value={slot}>
        <AppCellContent cell={shown} label={name} store={store} standing={standing} rerunsOnInput={false} height={contentHeight(element.h, !isFlat)} />
      </HeadSlot>
    </TileFrame>
  )
}

/** In the place of a cell that is deleted. */
export function GoneCard({ name, actions }: { name: string; actions: ReactNode }) {
  const { t } = useTranslation()
  return (
    <TileFrame name={name} title={name} actions={actions}>
      <Problem isError text={t('apps.cellGoneHint')} />
    </TileFrame>
  )
}

function Problem({ isError, text }: { isError: boolean; text: string }) {
  return (
    <Group gap={6} wrap="nowrap" align="flex-start" mb={4}>
      <ThemeIcon size={16} variant="transparent" color={isError ? 'red' : 'orange'} aria-hidden>
        <IconAlertTriangle size={14} />
      </ThemeIcon>
      <Text size="xs">{text}</Text>
    </Group>
  )
}
