import { createContext, use } from 'react'

/** What whoever looks may take away; in pages of elsewhere that is what they were given. */
const Exports = createContext<{ csv: boolean }>({ csv: true })

export const ExportsGiven = Exports.Provider
export const useExports = (): { csv: boolean } => use(Exports)
