import { Badge, Group, Text } from '@mantine/core'
import { IconAlertTriangle, IconTable, IconTableAlias } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ExploreSummary } from '../../api/explores.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { useMay } from '../../components/use-may.ts'
import { paths } from '../../shell/paths.ts'
import classes from './explores.module.css'
import { VirtualViewMenu } from './virtual-view-menu.tsx'

/** One explore: its name and what it is about. A broken one tells its errors and leads nowhere. */
export function ExploreCard({ explore, projectUuid }: { explore: ExploreSummary; projectUuid: string }) {
  const { t } = useTranslation()
  const mayManageViews = useMay(projectUuid, 'virtual_view.manage')
  const isVirtual = explore.type === 'virtual'
  const menu = isVirtual && mayManageViews ? <VirtualViewMenu projectUuid={projectUuid} explore={explore} /> : null
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
          {menu}
        </Group>
        {explore.errors.map(({ message }) => (
          <Text key={message} size="xs" style={{ overflowWrap: 'anywhere' }}>
            {message}
          </Text>
        ))}
      </div>
    )
  }
  const Sign = isVirtual ? IconTableAlias : IconTable
  return (
    <div className={classes['place']}>
      <LinkTo href={paths.explore(projectUuid, explore.name)} className={classes['card']} data-menu={menu === null ? undefined : true}>
        <Group gap="xs" wrap="nowrap">
          <Sign size={18} stroke={1.6} aria-hidden />
          <Text component="span" fw={600} size="sm" style={{ flex: 1 }}>
            {explore.label}
          </Text>
          {isVirtual && (
            <Badge size="sm" variant="light" tt="none">
              {t('virtualView.mark')}
            </Badge>
          )}
          {tags}
        </Group>
        <Text component="span" size="xs" c="dimmed" lineClamp={2}>
          {explore.description ?? t('explores.noDescription')}
        </Text>
      </LinkTo>
      {menu !== null && <div className={classes['menu']}>{menu}</div>}
    </div>
  )
}
