import { Paper, SegmentedControl, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguageChoices } from '../../components/use-language-choices.ts'

/** The language of the pages in this browser. */
export function LanguageCard() {
  const { t } = useTranslation()
  const { chosen, choices, choose } = useLanguageChoices()
  return (
    <Paper withBorder radius="md" p="md" component="section" aria-label={t('language.title')}>
      <Title order={2} size="h5">
        {t('language.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('language.text')}
      </Text>
      <SegmentedControl
        aria-label={t('language.title')}
        value={chosen}
        onChange={choose}
        data={choices.map(({ value, label, lang }) => ({ value, label: <span lang={lang}>{label}</span> }))}
      />
    </Paper>
  )
}
