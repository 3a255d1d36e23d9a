import { createContext, use } from 'react'

type Exports = { csv: boolean; /** Pictures too. */ pdf: boolean }

/** What whoever looks may take away; in pages of elsewhere that is what they were given. */
const Given = createContext<Exports>({ csv: true, pdf: true })

export const ExportsGiven = Given.Provider
export const useExports = (): Exports => use(Given)
