import { useLocalStorage } from '@mantine/hooks'
import { useCallback } from 'react'

export type CardName = 'filters' | 'chart' | 'results' | 'sql'
export type Cards = { isOpen: Readonly<Record<CardName, boolean>>; toggle: (name: CardName) => void; open: (name: CardName) => void }

const first: Record<CardName, boolean> = { filters: false, chart: true, results: true, sql: false }

/** Which cards are open; remembered in this browser. */
export function useCards(): Cards {
  const [isOpen, setOpen] = useLocalStorage({ key: 'atrium-explore-cards', defaultValue: first, getInitialValueInEffect: false })
  const toggle = useCallback((name: CardName) => setOpen((before) => ({ ...before, [name]: !before[name] })), [setOpen])
  const open = useCallback((name: CardName) => setOpen((before) => (before[name] ? before : { ...before, [name]: true })), [setOpen])
  return { isOpen: { ...first, ...isOpen }, toggle, open }
}
