import { Group, Stack, Switch, Text, TextInput } from '@mantine/core'
import type { FilterRule, ItemsMap } from '@atrium/semantic'
import { useTranslation } from 'react-i18next'
import { fieldNameOf } from '../../explore/field-name.ts'
import { filterSentence } from '../../explore/filter-wording.ts'
import { namesOfOpen, type OpenFilters } from '../../explore/open-filters.ts'

type Props = { rules: readonly FilterRule[]; items: ItemsMap; open: OpenFilters; onChange: (open: OpenFilters) => void }

/** Which filters of a question callers of an endpoint say, and by which names. */
export function OpenFilterFields({ rules, items, open, onChange }: Props) {
  const { t } = useTranslation()
  if (rules.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('endpoints.noOpenFilters')}
      </Text>
    )
  }
  const without = (id: string): OpenFilters => Object.fromEntries(Object.entries(open).filter(([other]) => other !== id))
  return (
    <Stack gap="xs" role="group" aria-label={t('endpoints.openFilters')}>
      <Text size="sm" fw={500}>
        {t('endpoints.openFilters')}
      </Text>
      {rules.map((rule) => {
        const name = open[rule.id]
        const suggested = fieldNameOf(rule.target.fieldId, Object.values(open))
        return (
          <Group key={rule.id} gap="sm" align="end" wrap="wrap">
            <Switch
              flex="1 1 240px"
              label={filterSentence(rule, items, t)}
              checked={name !== undefined}
              onChange={(event) => onChange(event.currentTarget.checked ? { ...open, [rule.id]: suggested } : without(rule.id))}
            />
            {name !== undefined && (
              <TextInput
                size="xs"
                flex="1 1 180px"
                label={t('endpoints.variable')}
                description={namesOfOpen(rule, 'x', items).length === 1 ? undefined : namesOfOpen(rule, name, items).join(', ')}
                value={name}
                error={isVariableName(name) ? undefined : t('endpoints.variableRule')}
                onChange={(event) => onChange({ ...open, [rule.id]: event.currentTarget.value })}
              />
            )}
          </Group>
        )
      })}
    </Stack>
  )
}

const isVariableName = (name: string): boolean => /^[A-Za-z_]\w{0,99}$/.test(name)

/** Whether each name is one, and none is used twice. */
export const areNames = (open: OpenFilters): boolean => {
  const names = Object.values(open)
  return names.every(isVariableName) && new Set(names).size === names.length
}
