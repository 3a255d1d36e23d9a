import { cellLabels, type NotebookCell, type NotebookDocument } from '@atrium/documents'
import { Badge, Group, Paper, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../../i18n/language.ts'
import { CellView } from './cell-view.tsx'

export type CellMark = 'added' | 'removed' | 'changed'

type Props = { document: NotebookDocument; /** What is different in another state of it; null: nothing. */ markOf?: (cell: NotebookCell) => CellMark | null }

const colors = { added: 'green', removed: 'red', changed: 'blue' } as const

/** The cells of a notebook, to be looked at. */
export function CellViews({ document, markOf = () => null }: Props) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const labels = cellLabels(document, locale)
  if (document.cells.length === 0) return <Text size="sm">{t('notebooks.noCells')}</Text>
  return (
    <Stack gap="xs">
      {document.cells.map((cell) => {
        const mark = markOf(cell)
        return (
          <Paper key={cell.id} withBorder p="sm">
            <Group gap="xs">
              <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                {labels.get(cell.id)}
              </Text>
              {mark !== null && (
                <Badge size="sm" variant="light" tt="none" color={colors[mark]}>
                  {t(`difference.tile.${mark}`)}
                </Badge>
              )}
            </Group>
            <CellView cell={cell} />
          </Paper>
        )
      })}
    </Stack>
  )
}
