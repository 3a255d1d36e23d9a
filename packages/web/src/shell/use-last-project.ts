import { useLocalStorage } from '@mantine/hooks'

/** The project seen last in this browser, for pages that belong to none. */
export function useLastProject(): readonly [string | null, (projectUuid: string) => void] {
  const [value, setValue] = useLocalStorage<string | null>({ key: 'atrium-project', defaultValue: null, getInitialValueInEffect: false })
  return [value, setValue] as const
}
