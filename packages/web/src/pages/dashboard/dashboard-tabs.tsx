import { Tabs } from '@mantine/core'
import type { DashboardTab } from '@atrium/documents'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isTyping } from '../../components/is-typing.ts'
import classes from './dashboard.module.css'

type Props = { tabs: readonly DashboardTab[]; shown: string; onShow: (tabUuid: string) => void; /** What is on the shown one. */ children: ReactNode }

/** The tabs of a dashboard; keys 1 to 9 go to them. */
export function DashboardTabs({ tabs, shown, onShow, children }: Props) {
  const { t } = useTranslation()
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isTyping(event) || event.metaKey || event.ctrlKey || event.altKey || !/^[1-9]$/.test(event.key)) return
      const tab = tabs[Number(event.key) - 1]
      if (tab !== undefined) onShow(tab.uuid)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [tabs, onShow])
  return (
    <Tabs
      value={shown}
      onChange={(value) => {
        if (value !== null) onShow(value)
      }}
    >
      <Tabs.List className={classes['tabs'] ?? ''} aria-label={t('dashboard.tabs')} style={{ flexWrap: 'nowrap' }}>
        {tabs.map(({ uuid, name }) => (
          <Tabs.Tab key={uuid} value={uuid} style={{ whiteSpace: 'nowrap' }}>
            {name}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={shown}>{children}</Tabs.Panel>
    </Tabs>
  )
}
