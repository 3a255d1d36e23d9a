import { Button, Stack } from '@mantine/core'
import { IconLayoutGrid } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../components/empty-state.tsx'

type Props = { hasCells: boolean; /** There is something on other tabs. */ isTab: boolean; onLayOut: () => void }

/** An app, or a tab of it, that shows nothing yet. */
export function EmptyApp({ hasCells, isTab, onLayOut }: Props) {
  const { t } = useTranslation()
  if (isTab) return <EmptyState icon={IconLayoutGrid} text={t('apps.emptyTab')} />
  if (!hasCells) return <EmptyState icon={IconLayoutGrid} text={t('apps.noCells')} />
  return (
    <Stack align="center" pb="lg">
      <EmptyState icon={IconLayoutGrid} text={t('apps.empty')} />
      <Button onClick={onLayOut}>{t('apps.layOut')}</Button>
    </Stack>
  )
}
