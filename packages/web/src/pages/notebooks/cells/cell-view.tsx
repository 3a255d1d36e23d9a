import type { NotebookCell } from '@atrium/documents'
import { Code, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { MarkdownText } from '../../dashboard/markdown-text.tsx'
import { CellSummary } from './cell-summary.tsx'

/** What a cell says, to be looked at beside another state of it: its text as it is written, of other kinds what they are made of in a line. */
export function CellView({ cell }: { cell: NotebookCell }) {
  const { t } = useTranslation()
  switch (cell.kind) {
    case 'section':
      return null
    case 'text':
      return cell.markdown.trim() === '' ? <Empty /> : <MarkdownText text={cell.markdown} />
    case 'sql':
      return <Source text={cell.sql} />
    case 'code':
      return <Source text={cell.code} />
    case 'input':
      return <Line text={t(`notebooks.inputTypes.${cell.input.type}`)} />
    default:
      return <CellSummary cell={cell} />
  }
}

const Source = ({ text }: { text: string }) =>
  text.trim() === '' ? (
    <Empty />
  ) : (
    <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxHeight: 420 }} tabIndex={-1}>
      {text}
    </Code>
  )

const Line = ({ text }: { text: string }) => (
  <Text size="sm" c="dimmed">
    {text}
  </Text>
)

function Empty() {
  const { t } = useTranslation()
  return <Line text={t('notebooks.nothingWritten')} />
}
