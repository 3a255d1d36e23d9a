import { kindLabel, type NotebookCell } from '@atrium/documents'
import { ActionIcon, Group, Paper, Stack, Text, ThemeIcon, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconChevronDown, IconChevronRight, IconGripVertical, IconPencil } from '@tabler/icons-react'
import { memo, useState, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { CommentMark } from '../../../comments/comment-mark.tsx'
import { useLanguage } from '../../../i18n/language.ts'
import { useNotebook } from '../notebook-context.ts'
import { CellEditor } from './cell-editor.tsx'
import { CellMenu } from './cell-menu.tsx'
import { CellResult } from './cell-result.tsx'
import { CellRun } from './cell-run.tsx'
import type { ToldProblem } from './told-problem.ts'
import { useCellDrag } from './use-cell-drag.ts'
import classes from './cells.module.css'

type Props = {
  cell: NotebookCell
  label: string
  isFirst: boolean
  isLast: boolean
  problems: readonly ToldProblem[]
  isWriting: boolean
  isSelected: boolean
  /** Of a section that is folded: the cells that are not shown. */
  hidden: number
}

/** A cell of a notebook: what it says, what came of it, what is wrong with it, and what can be done with it. */
export const CellCard = memo(function CellCard({ cell, label, isFirst, isLast, problems, isWriting, isSelected, hidden }: Props) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const { actions } = useNotebook()
  const [goTo, setGoTo] = useState<{ line: number; count: number } | null>(null)
  const { card, grip, side } = useCellDrag(cell.id, actions)
  const isFolded = cell.isCollapsed === true && !isWriting
  const isSection = cell.kind === 'section'
  const onLine = (line: number): void => {
    actions.write(cell.id)
    setGoTo((before) => ({ line, count: (before?.count ?? 0) + 1 }))
  }
  const select = (event: MouseEvent): void => {
    if (event.shiftKey || event.metaKey || event.ctrlKey) {
      if (event.target instanceof Element && event.target.closest('button, input, textarea, select, a, [contenteditable], [role="grid"]') !== null) return
      actions.select(cell.id, event.shiftKey ? 'range' : 'toggle')
    }
  }
  return (
    <Paper
      withBorder
      component="article"
      p="xs"
      tabIndex={0}
      data-cell={cell.id}
      data-selected={isSelected || undefined}
      data-inside={(cell.kind !== 'section' && cell.sectionId !== undefined) || undefined}
      data-drop={side}
      aria-label={label}
      aria-description={isSelected ? t('notebookEditor.selected') : undefined}
      className={classes['cell']}
      onClick={select}
      onDoubleClick={(event) => event.target === event.currentTarget && actions.write(cell.id)}
      {...card}
    >
      <Group gap={6} wrap="nowrap">
        <Tooltip label={t('notebookEditor.drag')} openDelay={600}>
          <div className={classes['grip']} {...grip} aria-hidden>
            <IconGripVertical size={16} />
          </div>
        </Tooltip>
        {!isSection && <CellRun cell={cell} label={label} />}
        <ActionIcon
          size="sm"
          aria-label={t(isFolded ? 'notebooks.unfold' : 'notebooks.fold', { name: label })}
          aria-expanded={!isFolded}
          onClick={() => actions.fold(cell.id)}
        >
          {isFolded ? <IconChevronRight size={16} /> : <IconChevronDown size={16} />}
        </ActionIcon>
        <Text size={isSection ? 'lg' : 'sm'} fw={600} truncate style={{ flex: 1 }}>
          {label}
        </Text>
        {hidden > 0 && (
          <Text size="xs" c="dimmed">
            {t('notebookEditor.hiddenCells', { count: hidden })}
          </Text>
        )}
        <Text size="xs" c="dimmed" visibleFrom="xs">
          {kindLabel(cell.kind, locale)}
        </Text>
        <CommentMark partId={cell.id} name={label} />
        {!isWriting && (
          <ActionIcon size="sm" aria-label={t('notebooks.write', { name: label })} onClick={() => actions.write(cell.id)}>
            <IconPencil size={16} />
          </ActionIcon>
        )}
        <CellMenu cell={cell} label={label} isFirst={isFirst} isLast={isLast} />
      </Group>
      {!isFolded && (isWriting || (cell.kind !== 'text' && cell.kind !== 'input' && !isSection)) && (
        <Stack gap="xs" mt="xs" style={{ overflowWrap: 'anywhere' }}>
          <CellEditor cell={cell} isWriting={isWriting} problems={problems} goTo={goTo} />
        </Stack>
      )}
      {problems.map((problem) => (
        <Group key={problem.message} gap={6} mt={6} wrap="nowrap" align="flex-start">
          <ThemeIcon size={16} variant="transparent" color={problem.severity === 'error' ? 'red' : 'orange'} aria-hidden>
            <IconAlertTriangle size={14} />
          </ThemeIcon>
          <Text size="xs">
            {problem.message} {problem.hint}
          </Text>
        </Group>
      ))}
      {/* A text that is written is seen beside what is typed. */}
      {!isSection && !(cell.kind === 'text' && (isFolded || isWriting)) && (
        <CellResult cell={cell} label={label} onLine={cell.kind === 'sql' || cell.kind === 'code' ? onLine : undefined} />
      )}
    </Paper>
  )
})
