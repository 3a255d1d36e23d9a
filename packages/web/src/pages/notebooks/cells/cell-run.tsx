import type { NotebookCell } from '@atrium/documents'
import { ActionIcon, Loader, Tooltip } from '@mantine/core'
import { IconPlayerPlayFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useSessionPart } from '../../../app-session/use-app-session.ts'
import { writeShortcut } from '../../../components/shortcut.ts'
import { useNotebook } from '../notebook-context.ts'

/** The button that runs a cell with what it needs and what comes of it. */
export function CellRun({ cell, label }: { cell: NotebookCell; label: string }) {
  const { t } = useTranslation()
  const { actions, store } = useNotebook()
  const isRunning = useSessionPart(store, ({ outcomes }) => outcomes.get(cell.id)?.state === 'running', false)
  return (
    <Tooltip label={`${t('notebookEditor.run')} ${writeShortcut('mod+Enter')}`} openDelay={600}>
      <ActionIcon size="sm" color="brand" aria-label={t('notebookEditor.runCell', { name: label })} onClick={() => actions.run(cell.id, 'auto')}>
        {isRunning ? <Loader size={14} aria-hidden /> : <IconPlayerPlayFilled size={14} />}
      </ActionIcon>
    </Tooltip>
  )
}
