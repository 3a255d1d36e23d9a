import { Badge, Group, Text } from '@mantine/core'
import { IconAlertTriangle, IconTable } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ExploreSummary } from '../../api/explores.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { paths } from '../../shell/paths.ts'
import classes from './explores.module.css'

/** One explore: its name and what it is about. A broken one tells its errors and leads nowhere. */
export function ExploreCard({ explore, projectUuid }: { explore: ExploreSummary; projectUuid: string }) {
  const { t } = useTranslation()
  const tags = explore.tags.map((tag) => (
    <Badge key={tag} size="sm" variant="default" tt="none">
      {tag}
    </Badge>
  ))
  if (explore.errors !== undefined) {
    return (
      <div className={classes['card']} data-broken>
        <Group gap="xs" wrap="nowrap">
          <IconAlertTriangle size={18} color="var(--mantine-color-red-7)" aria-hidden />
          <Text fw={600} size="sm">
            {explore.label}
          </Text>
          <Badge size="sm" color="red" variant="light">
            {t('explores.broken')}
          </Badge>
        </Group>
        {explore.errors.map(({ message }) => (
          <Text key={message} size="xs" style={{ overflowWrap: 'anywhere' }}>
            {message}
          </Text>
        ))}
      </div>
    )
  }
  return (
    <LinkTo href={paths.explore(projectUuid, explore.name)} className={classes['card']}>
      <Group gap="xs" wrap="nowrap">
        <IconTable size={18} stroke={1.6} aria-hidden />
        <Text component="span" fw={600} size="sm" style={{ flex: 1 }}>
          {explore.label}
        </Text>
        {tags}
      </Group>
      <Text component="span" size="xs" c="dimmed" lineClamp={2}>
        {explore.description ?? t('explores.noDescription')}
      </Text>
    </LinkTo>
  )
}
