import type { NotebookCell } from '@atrium/documents'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** What a cell without code is made of, in a line; nothing of texts, sections and inputs, which show themselves. */
export function CellSummary({ cell }: { cell: NotebookCell }) {
  const text = useSummary(cell)
  if (text === null) return null
  return (
    <Text size="sm" c="dimmed">
      {text}
    </Text>
  )
}

function useSummary(cell: NotebookCell): string | null {
  const { t } = useTranslation()
  switch (cell.kind) {
    case 'explore':
      return t('notebooks.asksExplore', { explore: cell.exploreName })
    case 'component':
      return cell.version === null ? t('notebooks.componentNewest') : t('notebooks.componentVersion', { version: cell.version })
    case 'writeback':
      return t(`notebooks.writes.${cell.mode}`, { of: cell.of, table: cell.table })
    case 'chart':
    case 'table':
    case 'pivot':
    case 'single_value':
    case 'filter':
      return t('notebooks.shows', { of: cell.of })
    case 'text':
    case 'section':
    case 'input':
    case 'sql':
    case 'code':
      return null
  }
}
