import { useMatches } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useState } from 'react'
import { useMay } from '../../../components/use-may.ts'

/** Whether the tables are shown: beside the cells as this browser remembers, where there is no room only when asked for. Null for those who may not see them. */
export function useTablesBrowser(projectUuid: string): { isOpen: boolean; isNarrow: boolean; toggle: () => void } | null {
  const isNarrow = useMatches({ base: true, md: false })
  const [isBeside, setBeside] = useLocalStorage({ key: 'atrium-notebook-tables', defaultValue: false, getInitialValueInEffect: false })
  const [isOver, setOver] = useState(false)
  if (!useMay(projectUuid, 'sql_runner.run')) return null
  return isNarrow ? { isOpen: isOver, isNarrow, toggle: () => setOver(!isOver) } : { isOpen: isBeside, isNarrow, toggle: () => setBeside(!isBeside) }
}
