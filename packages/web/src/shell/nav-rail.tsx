import { Tooltip } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LinkTo } from '../components/link-to.tsx'
import { AccountMenu } from './account-menu.tsx'
import { destinationOf } from './destinations.ts'
import classes from './shell.module.css'
import { useDestinations } from './use-destinations.ts'

type Props = { projectUuid: string | null; narrow: boolean; onToggle: () => void }

/** Left rail: where one can go, with labels or icons only. */
export function NavRail({ projectUuid, narrow, onToggle }: Props) {
  const { t } = useTranslation()
  const here = destinationOf(useLocation({ select: ({ pathname }) => pathname }))
  const places = useDestinations(projectUuid)
  const Toggle = narrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  return (
    <>
      {projectUuid !== null &&
        places.map(({ key, icon: Sign, href, letter }) => (
          <Tooltip key={key} label={`${t(`shell.nav.${key}`)} · g ${letter}`} position="right" disabled={!narrow}>
            <LinkTo href={href(projectUuid)} className={classes['item']} aria-current={here === key ? 'page' : undefined} aria-label={t(`shell.nav.${key}`)}>
              <Sign size={20} stroke={1.7} aria-hidden />
              {!narrow && t(`shell.nav.${key}`)}
            </LinkTo>
          </Tooltip>
        ))}
      <div style={{ flex: 1 }} />
      <button type="button" className={classes['item']} onClick={onToggle} aria-label={t(narrow ? 'shell.expandRail' : 'shell.collapseRail')}>
        <Toggle size={20} stroke={1.7} aria-hidden />
        {!narrow && t('shell.collapseRail')}
      </button>
      <AccountMenu narrow={narrow} />
    </>
  )
}
