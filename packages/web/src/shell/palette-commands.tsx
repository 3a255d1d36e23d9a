import { useMantineColorScheme } from '@mantine/core'
import { Spotlight } from '@mantine/spotlight'
import { IconChartBar, IconKeyboard, IconLanguage, IconLayoutDashboard, IconNotebook, IconSunMoon, IconTerminal2, type Icon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useGo } from '../components/use-go.ts'
import { useLanguageChoices } from '../components/use-language-choices.ts'
import { useMay } from '../components/use-may.ts'
import { paths } from './paths.ts'
import { openShortcutsHelp } from './shortcuts-help.tsx'

type Command = { label: string; sign: Icon; run: () => void }

/** What can be done from anywhere, as far as the reader may; those whose names have what was typed. */
export function useCommands(projectUuid: string, typed: string): Command[] {
  const { t } = useTranslation()
  const go = useGo()
  const { setColorScheme } = useMantineColorScheme()
  const { choices, choose } = useLanguageChoices()
  const mayMake = useMay(projectUuid, 'explore.run')
  const mayQuery = useMay(projectUuid, 'sql_runner.run')
  const commands: Command[] = [
    ...(mayMake
      ? [
          { label: t('search.newChart'), sign: IconChartBar, run: () => go(paths.explores(projectUuid)) },
          { label: t('search.newDashboard'), sign: IconLayoutDashboard, run: () => go(`${paths.dashboards(projectUuid)}?new=1`) },
          { label: t('notebooks.new'), sign: IconNotebook, run: () => go(`${paths.notebooks(projectUuid)}?new=1`) },
        ]
      : []),
    ...(mayQuery ? [{ label: t('search.newQuery'), sign: IconTerminal2, run: () => go(paths.sql(projectUuid)) }] : []),
    ...(['light', 'dark', 'auto'] as const).map((theme) => ({
      label: t('search.theme', { name: t(`shell.themes.${theme}`) }),
      sign: IconSunMoon,
      run: () => setColorScheme(theme),
    })),
    ...choices.map(({ value, label }) => ({ label: t('language.named', { name: label }), sign: IconLanguage, run: () => choose(value) })),
    { label: t('search.shortcuts'), sign: IconKeyboard, run: openShortcutsHelp },
  ]
  return commands.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()))
}

/** The lines of commands; nothing without any. */
export function CommandsGroup({ commands }: { commands: readonly Command[] }) {
  const { t } = useTranslation()
  if (commands.length === 0) return null
  return (
    <Spotlight.ActionsGroup label={t('search.commands')}>
      {commands.map(({ label, sign: Sign, run }) => (
        <Spotlight.Action key={label} label={label} leftSection={<Sign size={18} />} onClick={run} />
      ))}
    </Spotlight.ActionsGroup>
  )
}

/** After `>`: the commands alone. */
export function PaletteCommands({ projectUuid, typed }: { projectUuid: string; typed: string }) {
  const { t } = useTranslation()
  const commands = useCommands(projectUuid, typed)
  return commands.length === 0 ? <Spotlight.Empty>{t('search.nothing')}</Spotlight.Empty> : <CommandsGroup commands={commands} />
}
