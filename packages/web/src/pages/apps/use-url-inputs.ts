import { readUrlInputs, withoutUrlInputs } from '@atrium/documents'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useRef } from 'react'
import type { Opening } from '../../api/app-sessions.ts'
import { useGo } from '../../components/use-go.ts'

type Options = {
  /** Whether there is a session, which was opened with what `first` gives inputs. */
  isOpen: boolean
  first: string
  /** What an address gives them that somebody followed from here. */
  onGiven: (url: NonNullable<Opening['url']>) => void
}

/** Takes what the address gives inputs out of it, once there is a session that has it: a reload shows what counts by then. */
export function useUrlInputs({ isOpen, first, onGiven }: Options): void {
  const go = useGo()
  const { pathname, searchStr } = useLocation()
  const now = textOf(searchStr)
  const taken = useRef(textOf(first))
  const take = useEffectEvent((given: string) => {
    const isNew = taken.current !== given
    taken.current = given
    if (given === nothing) return
    if (isNew) onGiven(readUrlInputs(searchStr))
    go(`${pathname}${withoutUrlInputs(searchStr)}`, { replace: true })
  })
  useEffect(() => {
    if (isOpen) take(now)
  }, [isOpen, now])
}

const textOf = (search: string): string => JSON.stringify(readUrlInputs(search))
const nothing = textOf('')
