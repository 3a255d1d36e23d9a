import { Spotlight } from '@mantine/spotlight'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { searchQuery } from '../api/search.ts'
import { useGo } from '../components/use-go.ts'
import { PaletteCommands } from './palette-commands.tsx'
import { PaletteHelp } from './palette-help.tsx'
import { PaletteResults } from './palette-results.tsx'
import { paletteStore } from './palette-store.ts'
import { useNoteRecentPlaces } from './recent-places.ts'

const pauseMs = 80

/**
 * ⌘K: everything by name. What was typed goes to the server, which knows content, fields and people by the reader's rights;
 * `>` shows commands, `?` how to narrow the search. ⌘⏎ opens in a new tab.
 */
export function Palette({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const go = useGo()
  const [typed, setTyped] = useState('')
  const [wanted] = useDebouncedValue(typed.trim(), pauseMs)
  const opened = useSyncExternalStore(paletteStore.subscribe, () => paletteStore.getState().opened)
  const { data, isPending, isPlaceholderData, isError } = useQuery({ ...searchQuery(projectUuid, wanted), enabled: opened })
  const mode = modeOf(typed)
  const isWaiting = mode === 'search' && (typed.trim() !== wanted || isPending || isPlaceholderData)
  // Who types and presses Enter before the answer is there wants the best of the answer, not what stood there before.
  const [entered, setEntered] = useState<string | null>(null)
  useEffect(() => {
    if (isWaiting || entered !== typed) return
    setEntered(null)
    selectedLine()?.click()
  }, [isWaiting, entered, typed])
  useNoteRecentPlaces(projectUuid)
  const onEnter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return
    const take = (): void => {
      event.preventDefault()
      event.stopPropagation()
    }
    if (isWaiting) {
      take()
      setEntered(typed)
      return
    }
    const href = event.metaKey || event.ctrlKey ? selectedLine()?.dataset['href'] : undefined
    if (href === undefined) return
    take()
    window.open(href, '_blank', 'noopener')
  }
  return (
    <Spotlight.Root
      store={paletteStore}
      query={typed}
      onQueryChange={setTyped}
      // The shell listens, also before this is loaded.
      shortcut={null}
      scrollable
      maxHeight={460}
    >
      <Spotlight.Search
        leftSection={<IconSearch size={18} />}
        placeholder={t('search.placeholder')}
        aria-label={t('search.placeholder')}
        onKeyDownCapture={onEnter}
      />
      <Spotlight.ActionsList>
        {mode === 'commands' ? (
          <PaletteCommands projectUuid={projectUuid} typed={typed.slice(1).trim()} />
        ) : mode === 'help' ? (
          <PaletteHelp onChoose={setTyped} />
        ) : (
          <PaletteResults
            projectUuid={projectUuid}
            typed={typed.trim()}
            answer={data}
            state={isError ? 'failed' : isWaiting ? 'waiting' : 'answered'}
            onType={setTyped}
            onGo={go}
          />
        )}
      </Spotlight.ActionsList>
      <Spotlight.Footer fz="xs" c="dimmed">
        {t('search.help')}
      </Spotlight.Footer>
    </Spotlight.Root>
  )
}

const modeOf = (typed: string): 'commands' | 'help' | 'search' => (typed.startsWith('>') ? 'commands' : typed.trim() === '?' ? 'help' : 'search')

const selectedLine = (): HTMLElement | null => document.querySelector<HTMLElement>('[data-action][data-selected]')
