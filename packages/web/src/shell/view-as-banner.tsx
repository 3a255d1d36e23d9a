import { Button, Group, Text } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { endImpersonation } from '../api/impersonation.ts'
import { nameOf } from '../api/members.ts'
import type { User } from '../api/session.ts'
import { toastFailed } from '../components/toast.ts'
import { paths } from './paths.ts'
import classes from './shell.module.css'

/** Height of the banner in pixels, for the frame around it. */
export const viewAsBannerHeight = 40

type Viewed = User & { impersonatedBy: NonNullable<User['impersonatedBy']> }

/** Says on every page whom one is viewing as, and ends it. */
export function ViewAsBanner({ user }: { user: Viewed }) {
  const { t } = useTranslation()
  const { endsAt } = user.impersonatedBy
  useEffect(() => {
    // What is on the page is the other person's: from then on the session is one's own again.
    const timer = window.setTimeout(() => window.location.assign(paths.members()), new Date(endsAt).getTime() - Date.now())
    return () => window.clearTimeout(timer)
  }, [endsAt])
  const end = async (): Promise<void> => {
    try {
      await endImpersonation()
      window.location.assign(paths.members())
    } catch (error) {
      toastFailed(t('viewAs.endFailed'), error)
    }
  }
  const [viewed, by] = [{ ...user, email: user.email ?? '' }, user.impersonatedBy]
  const time = new Date(endsAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
  return (
    <Group className={classes['viewAs'] ?? ''} h={viewAsBannerHeight} px="sm" gap="sm" wrap="nowrap" role="region" aria-label={t('viewAs.banner')}>
      <IconEye size={18} aria-hidden style={{ flex: 'none' }} />
      <Text size="sm" truncate visibleFrom="sm" style={{ flex: 1 }}>
        {t('viewAs.viewing', { name: named(viewed), by: named(by), time })}
      </Text>
      <Text size="xs" lineClamp={2} lh={1.25} hiddenFrom="sm" style={{ flex: 1 }}>
        {t('viewAs.viewingShort', { name: nameOf(viewed), by: nameOf(by), time })}
      </Text>
      <Button size="compact-sm" variant="white" style={{ flex: 'none' }} onClick={() => void end()}>
        {t('viewAs.end')}
      </Button>
    </Group>
  )
}

/** Two people may have the same name. */
const named = (person: { firstName: string; lastName: string; email: string }): string => {
  const name = nameOf(person)
  return name === person.email ? name : `${name} (${person.email})`
}

/** Whether somebody views as the person. */
export const isViewedAs = (user: User | undefined): user is Viewed => user?.impersonatedBy !== undefined
