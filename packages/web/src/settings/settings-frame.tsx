import { Outlet, useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LinkTo } from '../components/link-to.tsx'
import classes from './settings-frame.module.css'
import type { SettingsSection } from './settings-entry.ts'

type Props = { label: string; sections: readonly SettingsSection[]; /** What the person may do. */ abilities: readonly string[] }

/** Pages of settings with their navigation: at the left, on a phone above. */
export function SettingsFrame({ label, sections, abilities }: Props) {
  const { t } = useTranslation()
  const pathname = useLocation({ select: (location) => location.pathname })
  const shown = sections
    .map(({ key, entries }) => ({ key, entries: entries.filter(({ needs }) => needs === undefined || abilities.includes(needs)) }))
    .filter(({ entries }) => entries.length > 0)
  const here = shown
    .flatMap(({ entries }) => entries.map(({ href }) => href))
    .filter((href) => pathname === href || pathname.startsWith(`${href}/`))
    // Of `/me` and `/me/tokens` the longer one is the page.
    .reduce((best, href) => (href.length > best.length ? href : best), '')
  return (
    <div className={classes['frame']}>
      <nav className={classes['nav']} aria-label={label}>
        {shown.map(({ key, entries }) => (
          <div key={key} className={classes['section']}>
            <span className={classes['heading']} id={`settings-${key}`}>
              {t(`settingsNav.sections.${key}`)}
            </span>
            <ul aria-labelledby={`settings-${key}`}>
              {entries.map(({ key: entry, icon: Sign, href }) => (
                <li key={entry}>
                  <LinkTo href={href} aria-current={href === here ? 'page' : undefined}>
                    <Sign size={17} stroke={1.7} aria-hidden />
                    {t(`settingsNav.entries.${entry}`)}
                  </LinkTo>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className={classes['page']}>
        <Outlet />
      </div>
    </div>
  )
}
