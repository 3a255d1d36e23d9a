import { createContext } from 'react'

/** Whether inputs are somebody else's to change for now: they show their values and take none. Files stay everybody's own. */
export const HeldInputs = createContext(false)
