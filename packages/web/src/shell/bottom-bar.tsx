import { useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LinkTo } from '../components/link-to.tsx'
import { destinationOf } from './destinations.ts'
import classes from './shell.module.css'
import { useDestinations } from './use-destinations.ts'

/** The rail of a phone. */
export function BottomBar({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const here = destinationOf(useLocation({ select: ({ pathname }) => pathname }))
  const places = useDestinations(projectUuid)
  // A phone has room for six places, those where one reads. The palette leads to the others all the same.
  return places
    .filter(({ key }) => key !== 'develop' && key !== 'catalog' && key !== 'endpoints')
    .map(({ key, icon: Sign, href }) => (
      <LinkTo key={key} href={href(projectUuid)} className={classes['tab']} aria-current={here === key ? 'page' : undefined}>
        <Sign size={22} stroke={1.7} aria-hidden />
        {t(`shell.nav.${key}`)}
      </LinkTo>
    ))
}
