import { kindLabel, tellProblem, type NotebookCell, type NotebookProblem } from '@atrium/documents'
import { ActionIcon, Group, Menu, Paper, Stack, Text, ThemeIcon } from '@mantine/core'
import { IconAlertTriangle, IconArrowDown, IconArrowUp, IconChevronDown, IconChevronRight, IconPencil, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { RowMenu } from '../../../components/row-menu.tsx'
import { useLanguage } from '../../../i18n/language.ts'
import { CellEditor, type CellChange } from './cell-editor.tsx'
import { CellView } from './cell-view.tsx'
import { writtenKinds, type WrittenKind } from './new-cell.ts'
import classes from './cells.module.css'

type Props = {
  cell: NotebookCell
  /** What cells are called, by id. */
  labels: ReadonlyMap<string, string>
  isFirst: boolean
  isLast: boolean
  problems: readonly NotebookProblem[]
  isWriting: boolean
  onWrite: () => void
  onChange: (change: CellChange) => void
  onRename: (name: string) => void
  onAdd: (kind: WrittenKind) => void
  onRemove: () => void
  onMove: (step: -1 | 1) => void
  onFold: () => void
}

/** A cell of a notebook: what it says, what is wrong with it, and what can be done with it. */
export function CellCard({ cell, labels, isFirst, isLast, problems, isWriting, onWrite, onChange, onRename, onAdd, onRemove, onMove, onFold }: Props) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const label = labels.get(cell.id) ?? cell.id
  const isFolded = cell.isCollapsed === true && !isWriting
  const mayWrite = writtenKinds.some((kind) => kind === cell.kind)
  return (
    <Paper withBorder component="article" p="xs" tabIndex={0} data-cell={cell.id} aria-label={label} className={classes['cell']} onDoubleClick={onWrite}>
      <Group gap="xs" wrap="nowrap">
        <ActionIcon
          variant="subtle"
          size="sm"
          aria-label={t(isFolded ? 'notebooks.unfold' : 'notebooks.fold', { name: label })}
          aria-expanded={!isFolded}
          onClick={onFold}
        >
          {isFolded ? <IconChevronRight size={16} /> : <IconChevronDown size={16} />}
        </ActionIcon>
        <Text size={cell.kind === 'section' ? 'lg' : 'sm'} fw={600} truncate style={{ flex: 1 }}>
          {label}
        </Text>
        <Text size="xs" c="dimmed" visibleFrom="xs">
          {kindLabel(cell.kind, locale)}
        </Text>
        {mayWrite && !isWriting && (
          <ActionIcon size="sm" aria-label={t('notebooks.write', { name: label })} onClick={onWrite}>
            <IconPencil size={16} />
          </ActionIcon>
        )}
        <RowMenu label={t('notebooks.actionsFor', { name: label })}>
          <Menu.Item leftSection={<IconArrowUp size={16} />} disabled={isFirst} onClick={() => onMove(-1)}>
            {t('notebooks.moveUp')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowDown size={16} />} disabled={isLast} onClick={() => onMove(1)}>
            {t('notebooks.moveDown')}
          </Menu.Item>
          <Menu.Divider />
          {writtenKinds.map((kind) => (
            <Menu.Item key={kind} onClick={() => onAdd(kind)}>
              {t('notebooks.addBelow', { kind: kindLabel(kind, locale) })}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={onRemove}>
            {t('content.delete')}
          </Menu.Item>
        </RowMenu>
      </Group>
      {!isFolded && (
        <Stack gap="xs" mt="xs" style={{ overflowWrap: 'anywhere' }}>
          {isWriting && mayWrite ? <CellEditor cell={cell} onChange={onChange} onRename={onRename} /> : <CellView cell={cell} />}
        </Stack>
      )}
      {problems.map((problem) => {
        const { message, hint } = tellProblem(problem, labels, locale)
        return (
          <Group key={message} gap={6} mt={6} wrap="nowrap" align="flex-start">
            <ThemeIcon size={16} variant="transparent" color={problem.severity === 'error' ? 'red' : 'orange'} aria-hidden>
              <IconAlertTriangle size={14} />
            </ThemeIcon>
            <Text size="xs">
              {message} {hint}
            </Text>
          </Group>
        )
      })}
    </Paper>
  )
}
