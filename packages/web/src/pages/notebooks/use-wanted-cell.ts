import { useLocation } from '@tanstack/react-router'
import { useEffect, useEffectEvent } from 'react'

/** `?cell=` in the address: the cell that has the focus, and is in sight, once the notebook is open. */
export function useWantedCell(focus: (cellId: string) => void): void {
  const wanted = useLocation({ select: ({ searchStr }) => new URLSearchParams(searchStr).get('cell') })
  const show = useEffectEvent(focus)
  useEffect(() => {
    if (wanted !== null) show(wanted)
  }, [wanted])
}
