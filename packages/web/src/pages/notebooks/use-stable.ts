import { useLayoutEffect, useRef, useState } from 'react'

type Actions = Readonly<Record<string, (...given: never[]) => unknown>>

/** The same functions in every rendering, which do what the newest ones say: what is given them is not drawn again for nothing. */
export function useStable<A extends Actions>(actions: A): A {
  const latest = useRef(actions)
  useLayoutEffect(() => {
    latest.current = actions
  })
  const [stable] = useState(() => Object.fromEntries(Object.keys(actions).map((key) => [key, (...given: never[]) => latest.current[key]?.(...given)])) as A)
  return stable
}
