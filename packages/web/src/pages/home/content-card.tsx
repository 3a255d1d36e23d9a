import { Anchor, Group, Paper, Text, Title } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { HomeItem } from '../../api/projects.ts'
import { Ago } from '../../components/ago.tsx'
import { UnpublishedMark } from '../../components/content-care/unpublished-mark.tsx'
import { VerifiedMark } from '../../components/content-care/verified-mark.tsx'
import { contentIcons } from '../../components/content-icons.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { contentHref } from './content-href.ts'
import classes from './home.module.css'

type Props = { title: string; icon: Icon; items: HomeItem[]; projectUuid: string; empty: string; emptyAction?: ReactNode; moreHref?: string }

/** A titled list of content, at most eight entries. */
export function ContentCard({ title, icon, items, projectUuid, empty, emptyAction, moreHref }: Props) {
  const { t } = useTranslation()
  return (
    <Paper withBorder radius="md" component="section" aria-label={title}>
      <Group justify="space-between" px="md" py="sm" className={classes['head'] ?? ''}>
        <Title order={2} size="h5">
          {title}
        </Title>
        {moreHref !== undefined && items.length > 0 && (
          <Anchor component={LinkTo} href={moreHref} size="sm">
            {t('home.all')}
          </Anchor>
        )}
      </Group>
      {items.length === 0 ? (
        <EmptyState icon={icon} text={empty} action={emptyAction} compact />
      ) : (
        <ul className={classes['list']}>
          {items.slice(0, 8).map((item) => {
            const Sign = contentIcons[item.kind]
            return (
              <li key={item.uuid}>
                <LinkTo href={contentHref(projectUuid, item)} className={classes['row']}>
                  <Sign size={18} stroke={1.6} aria-hidden />
                  <span className={classes['name']}>
                    {item.name}
                    <VerifiedMark verification={item.verification} compact />
                    <UnpublishedMark unpublished={item.unpublished} compact />
                  </span>
                  <Text component="span" size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                    {item.views !== undefined && item.views > 0 && <>{t('home.views', { count: item.views })} · </>}
                    <Ago at={item.updatedAt} />
                  </Text>
                </LinkTo>
              </li>
            )
          })}
        </ul>
      )}
    </Paper>
  )
}
