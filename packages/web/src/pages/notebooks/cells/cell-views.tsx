import { cellLabels, type NotebookDocument } from '@atrium/documents'
import { Paper, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../../i18n/language.ts'
import { CellView } from './cell-view.tsx'

/** The cells of a notebook, to be looked at. */
export function CellViews({ document }: { document: NotebookDocument }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const labels = cellLabels(document, locale)
  if (document.cells.length === 0) return <Text size="sm">{t('notebooks.noCells')}</Text>
  return (
    <Stack gap="xs">
      {document.cells.map((cell) => (
        <Paper key={cell.id} withBorder p="sm">
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {labels.get(cell.id)}
          </Text>
          <CellView cell={cell} />
        </Paper>
      ))}
    </Stack>
  )
}
