import { Tabs } from '@mantine/core'
import { useEffect, type ReactNode } from 'react'
import { isTyping } from '../is-typing.ts'
import classes from './tabs.module.css'

type Props = {
  /** In their order. */
  tabs: readonly { uuid: string; name: string }[]
  /** What the list of them is called. */
  label: string
  shown: string
  onShow: (tabUuid: string) => void
  /** What is on the shown one. */
  children: ReactNode
}

/** Tabs to be looked at; keys 1 to 9 go to them. */
export function ViewTabs({ tabs, label, shown, onShow, children }: Props) {
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
      <Tabs.List className={classes['tabs'] ?? ''} aria-label={label} style={{ flexWrap: 'nowrap' }}>
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
