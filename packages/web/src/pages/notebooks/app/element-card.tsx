import { tellProblem, type AppElement, type NotebookCell, type NotebookProblem } from '@atrium/documents'
import { Code, Group, Text, ThemeIcon, Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../../i18n/language.ts'
import { TileFrame } from '../../dashboard/tile-frame.tsx'
import { CellView } from '../cells/cell-view.tsx'
import classes from './app.module.css'

type Props = {
  element: AppElement
  /** Null: it is gone. */
  cell: NotebookCell | null
  name: string
  /** What cells are called, by id. */
  labels: ReadonlyMap<string, string>
  problems: readonly NotebookProblem[]
  actions: ReactNode
}

/** A cell in the app while it is built: what it is, and what keeps readers from seeing it. */
export function ElementCard({ element, cell, name, labels, problems, actions }: Props) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  if (cell === null) {
    return (
      <TileFrame name={name} title={name} actions={actions}>
        <Problem isError text={t('apps.cellGoneHint')} />
      </TileFrame>
    )
  }
  const isPlain = cell.kind === 'text' || cell.kind === 'section'
  return (
    <TileFrame name={name} scrolls title={element.hideTitle === true || isPlain ? '' : name} actions={actions}>
      {problems
        .filter(({ cellId }) => cellId === cell.id)
        .map((problem) => {
          const { message, hint } = tellProblem(problem, labels, locale)
          return <Problem key={message} isError={problem.severity === 'error'} text={`${message} ${hint}`} />
        })}
      {cell.kind === 'section' && (
        <Title order={2} size="h4">
          {cell.title}
        </Title>
      )}
      {cell.kind === 'sql' || cell.kind === 'code' ? <SourceOf cell={cell} isShown={element.showsSource === true} /> : <CellView cell={cell} />}
    </TileFrame>
  )
}

function SourceOf({ cell, isShown }: { cell: Extract<NotebookCell, { kind: 'sql' | 'code' }>; isShown: boolean }) {
  const { t } = useTranslation()
  if (!isShown) {
    return (
      <Text size="sm" c="dimmed">
        {t(cell.kind === 'sql' ? 'apps.showsRows' : 'apps.showsOutput')}
      </Text>
    )
  }
  return (
    <Code block className={classes['source'] ?? ''}>
      {cell.kind === 'sql' ? cell.sql : cell.code}
    </Code>
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
