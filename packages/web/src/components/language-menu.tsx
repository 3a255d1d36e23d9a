import { Button, Menu } from '@mantine/core'
import { IconLanguage } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { languageNames, useLanguage } from '../i18n/language.ts'
import { useLanguageChoices } from './use-language-choices.ts'

/** The language for those who are not signed in: its button says the one that is shown. */
export function LanguageMenu() {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { chosen, choices, choose } = useLanguageChoices()
  const name = languageNames[language]
  return (
    <Menu position="top">
      <Menu.Target>
        <Button variant="subtle" color="gray" size="xs" leftSection={<IconLanguage size={16} aria-hidden />} aria-label={t('language.named', { name })}>
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ value, label, lang }) => (
          <Menu.RadioItem key={value} value={value} checked={value === chosen} onChange={() => choose(value)} lang={lang} closeMenuOnClick>
            {label}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
