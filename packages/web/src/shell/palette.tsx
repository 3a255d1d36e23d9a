import { Spotlight } from '@mantine/spotlight'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
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
  useNoteRecentPlaces(projectUuid)
  const openInTab = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
    const href = document.querySelector<HTMLElement>('[data-action][data-selected]')?.dataset['href']
    if (href === undefined) return
    event.preventDefault()
    event.stopPropagation()
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
        onKeyDownCapture={openInTab}
      />
      <Spotlight.ActionsList>
        {typed.startsWith('>') ? (
          <PaletteCommands projectUuid={projectUuid} typed={typed.slice(1).trim()} />
        ) : typed.trim() === '?' ? (
          <PaletteHelp onChoose={setTyped} />
        ) : (
          <PaletteResults projectUuid={projectUuid} typed={typed.trim()} wanted={wanted} onType={setTyped} onGo={go} />
        )}
      </Spotlight.ActionsList>
      <Spotlight.Footer fz="xs" c="dimmed">
        {t('search.help')}
      </Spotlight.Footer>
    </Spotlight.Root>
  )
}
