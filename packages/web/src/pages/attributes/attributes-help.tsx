import { Code, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Card } from '../../components/card.tsx'

const rows = `meta:
  sql_filter: "\${TABLE}.region IN (\${ld.attr.region})"`
const columns = `meta:
  dimension:
    required_attributes: { is_boss: 'true' }`

const wrapped = { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } as const

/** What user attributes are for, with the two ways in which models use them. */
export function AttributesHelp() {
  const { t } = useTranslation()
  return (
    <Card title={t('attributes.help')}>
      <Stack gap="xs">
        <Text size="sm">{t('attributes.helpRows')}</Text>
        <Code block style={wrapped}>
          {rows}
        </Code>
        <Text size="sm">{t('attributes.helpColumns')}</Text>
        <Code block style={wrapped}>
          {columns}
        </Code>
        <Text size="sm">{t('attributes.helpValues')}</Text>
      </Stack>
    </Card>
  )
}
