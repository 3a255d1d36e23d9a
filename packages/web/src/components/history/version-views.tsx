import { Alert, Button, Group, Paper, SegmentedControl, Text } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Ago } from '../ago.tsx'

type Props = {
  savedAt: string
  /** The thing as it was. */
  look: ReactNode
  /** What the version changed; null for the first. */
  withPrevious: ReactNode
  /** What restoring it would change. */
  withCurrent: ReactNode
  onClose: () => void
}

/** An old version: how it looked, what it changed, and what would be different if it were restored. */
export function VersionViews({ savedAt, look, withPrevious, withCurrent, onClose }: Props) {
  const { t } = useTranslation()
  const [view, setView] = useState<'look' | 'previous' | 'current'>('look')
  return (
    <>
      <Alert icon={<IconHistory size={18} />} mx={{ base: 10, sm: 16 }} mb="sm" py="xs" role="status">
        <Group gap="xs">
          {t('dashboard.history.lookingAt')} <Ago at={savedAt} />
          <Button size="compact-sm" variant="default" onClick={onClose}>
            {t('dashboard.history.toCurrent')}
          </Button>
        </Group>
      </Alert>
      <SegmentedControl
        size="xs"
        mx={{ base: 10, sm: 16 }}
        mb="sm"
        aria-label={t('difference.view')}
        value={view}
        onChange={setView}
        data={[
          { value: 'look', label: t('history.look') },
          { value: 'previous', label: t('difference.withPrevious') },
          { value: 'current', label: t('difference.withCurrent') },
        ]}
      />
      {view === 'look' && look}
      {view !== 'look' && (
        <Paper withBorder p="md" mx={{ base: 10, sm: 16 }} mb="md">
          {view === 'current' ? withCurrent : (withPrevious ?? <Text size="sm">{t('difference.first')}</Text>)}
        </Paper>
      )}
    </>
  )
}
