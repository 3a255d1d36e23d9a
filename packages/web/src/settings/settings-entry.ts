import type { Icon } from '@tabler/icons-react'
import type access from '../i18n/access.json'

type Texts = (typeof access)['settingsNav']

/** One page of settings in the navigation beside it. */
export type SettingsEntry = {
  /** Its text is `settingsNav.entries.<key>`. */
  key: keyof Texts['entries']
  icon: Icon
  href: string
  /** Shown to those who may do this. */
  needs?: string
}

/** Entries under a heading, `settingsNav.sections.<key>`. */
export type SettingsSection = { key: keyof Texts['sections']; entries: readonly SettingsEntry[] }
