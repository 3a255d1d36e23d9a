import { kindLabel, type CellKind } from '@atrium/documents'
import { Button, Group } from '@mantine/core'
import { IconNotebook } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../components/empty-state.tsx'
import { useLanguage } from '../../../i18n/language.ts'

/** What notebooks mostly begin with. */
const first: readonly CellKind[] = ['sql', 'explore', 'input', 'text']

/** A notebook without cells, and the ways to a first one. */
export function EmptyNotebook({ onAdd }: { onAdd: (kind: CellKind) => void }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  return (
    <EmptyState
      icon={IconNotebook}
      text={t('notebooks.emptyNotebook')}
      action={
        <Group gap="xs" justify="center">
          {first.map((kind) => (
            <Button key={kind} size="xs" variant="default" aria-description={t(`notebooks.kindHints.${kind}`)} onClick={() => onAdd(kind)}>
              {kindLabel(kind, locale)}
            </Button>
          ))}
        </Group>
      }
    />
  )
}
