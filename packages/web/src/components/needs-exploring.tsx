import { Button, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '../shell/paths.ts'
import { LinkTo } from './link-to.tsx'
import { NeedsRole } from './needs-role.tsx'

/** A page for those who may explore; all others are led to what was made for them. */
export function NeedsExploring({ projectUuid, title, children }: { projectUuid: string; title: string; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <NeedsRole
      projectUuid={projectUuid}
      title={title}
      needs="explore.run"
      least="interactive_viewer"
      instead={
        <Stack align="center" gap="xs">
          <Text size="sm" ta="center">
            {t('explore.openInstead')}
          </Text>
          <Group gap="xs" justify="center">
            <Button variant="light" component={LinkTo} href={paths.dashboards(projectUuid)}>
              {t('dashboards.title')}
            </Button>
            <Button variant="light" component={LinkTo} href={paths.spaces(projectUuid)}>
              {t('spaces.title')}
            </Button>
          </Group>
        </Stack>
      }
    >
      {children}
    </NeedsRole>
  )
}
