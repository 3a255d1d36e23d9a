import { readLocalStorageValue, useLocalStorage } from '@mantine/hooks'

const stored = { key: 'atrium-project', defaultValue: null, getInitialValueInEffect: false }

/** The project seen last in this browser, for pages that belong to none. */
export function useLastProject(): readonly [string | null, (projectUuid: string) => void] {
  const [value, setValue] = useLocalStorage<string | null>(stored)
  return [value, setValue] as const
}

/** The same for what is no component. */
export const readLastProject = (): string | null => readLocalStorageValue<string | null>(stored)
