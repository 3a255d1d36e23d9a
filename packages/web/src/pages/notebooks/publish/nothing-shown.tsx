import { showsNothing, type NotebookDocument } from '@atrium/documents'
import { Alert, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** Warns whoever publishes an app of which viewers would get an empty page. `children`: what can be done about it. */
export function NothingShown({ document, children }: { document: NotebookDocument; children?: ReactNode }) {
  const { t } = useTranslation()
  if (!showsNothing(document)) return null
  return (
    <Alert color="orange" variant="light" p="xs">
      <Group justify="space-between" gap="xs">
        <Text size="sm">{t('appPublish.nothingShown')}</Text>
        {children}
      </Group>
    </Alert>
  )
}
