import { kindLabel } from '@atrium/documents'
import { Group, NavLink, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../../i18n/language.ts'
import { useWritten } from '../notebook-context.ts'
import { CellDot } from './cell-dot.tsx'
import type { Labels } from './labels.ts'

/** The cells of the page in their order, each with where it stands. */
export function OutlinePanel({ labels, onShow }: { labels: Labels; onShow: (cellId: string) => void }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const { document } = useWritten()
  if (document.cells.length === 0) return <Text size="sm">{t('notebooks.noCells')}</Text>
  return (
    <nav aria-label={t('notebookEditor.outline')}>
      {document.cells.map((cell) => (
        <NavLink
          key={cell.id}
          component="button"
          py={4}
          ps={cell.kind !== 'section' && cell.sectionId !== undefined ? 28 : 8}
          label={
            <Group gap={6} wrap="nowrap">
              {cell.kind !== 'section' && <CellDot cellId={cell.id} />}
              <Text size="sm" fw={cell.kind === 'section' ? 600 : 400} truncate>
                {labels.get(cell.id) ?? cell.id}
              </Text>
              <Text size="xs" c="dimmed" ms="auto">
                {kindLabel(cell.kind, locale)}
              </Text>
            </Group>
          }
          onClick={() => onShow(cell.id)}
        />
      ))}
    </nav>
  )
}
