import type { NotebookCell } from '@atrium/documents'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../../components/text-field.tsx'
import { useNotebook } from '../notebook-context.ts'

/** What stands above a cell. */
export function TitleField({ cell }: { cell: NotebookCell }) {
  const { t } = useTranslation()
  const { actions } = useNotebook()
  return (
    <TextField
      label={t('notebookEditor.cellTitle')}
      value={cell.title ?? ''}
      onCommit={(value) => actions.change(cell.id, { title: value === '' ? undefined : value.slice(0, 300) })}
    />
  )
}
