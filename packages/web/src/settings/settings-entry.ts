import type { Icon } from '@tabler/icons-react'

/** One page of settings in the navigation beside it. */
export type SettingsEntry<Key extends string> = {
  /** Names the entry: its text is `settingsNav.entries.<key>`. */
  key: Key
  icon: Icon
  href: string
  /** Shown to those who may do this. */
  needs?: string
}

export type SettingsSection<Section extends string, Key extends string> = { key: Section; entries: readonly SettingsEntry<Key>[] }
