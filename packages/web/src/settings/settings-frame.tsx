import type { UseQueryResult } from '@tanstack/react-query'
import { Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ClosedPage } from '../components/closed-page.tsx'
import { LinkTo } from '../components/link-to.tsx'
import { useCrumbs } from '../shell/crumbs.ts'
import { PagePending } from '../shell/page-pending.tsx'
import classes from './settings-frame.module.css'
import type { SettingsEntry, SettingsSection } from './settings-entry.ts'

type Props = {
  label: string
  sections: readonly SettingsSection[]
  /** What the person may do. */ abilities: UseQueryResult<readonly string[]>
}

/** Pages of settings with their navigation: at the left, on a phone above. */
export function SettingsFrame({ label, sections, abilities }: Props) {
  const { t } = useTranslation()
  const pathname = useLocation({ select: (location) => location.pathname })
  const isOpen = ({ needs }: SettingsEntry): boolean => needs === undefined || abilities.data?.includes(needs) === true
  const shown = sections.map(({ key, entries }) => ({ key, entries: entries.filter(isOpen) })).filter(({ entries }) => entries.length > 0)
  const here = entryAt(sections, pathname)
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    // On a phone the entries are one row, wider than the screen; it grows once the rights are known.
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })
  return (
    <div className={classes['frame']}>
      <nav ref={nav} className={classes['nav']} aria-label={label}>
        {shown.map(({ key, entries }) => (
          <div key={key} className={classes['section']}>
            <span className={classes['heading']} id={`settings-${key}`}>
              {t(`settingsNav.sections.${key}`)}
            </span>
            <ul aria-labelledby={`settings-${key}`}>
              {entries.map(({ key: entry, icon: Sign, href }) => (
                <li key={entry}>
                  <LinkTo href={href} aria-current={href === here?.href ? 'page' : undefined}>
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
        {/* When the rights could not be asked for, the page itself says why. */}
        {here === undefined || isOpen(here) || abilities.isError ? <Outlet /> : abilities.isPending ? <PagePending /> : <Closed entry={here} />}
      </div>
    </div>
  )
}

/** The entry that a path belongs to: of `/me` and `/me/tokens` the longer one. */
const entryAt = (sections: readonly SettingsSection[], pathname: string): SettingsEntry | undefined =>
  sections
    .flatMap(({ entries }) => entries)
    .filter(({ href }) => pathname === href || pathname.startsWith(`${href}/`))
    .toSorted((a, b) => b.href.length - a.href.length)[0]

function Closed({ entry }: { entry: SettingsEntry }) {
  const { t } = useTranslation()
  const title = t(`settingsNav.entries.${entry.key}`)
  useCrumbs([{ label: title }])
  return <ClosedPage title={title} text={t('settingsNav.closed')} />
}
