import { MultiSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import programs from '../../i18n/programs.json'

type Resource = keyof (typeof programs)['tokens']['resources']

const resources = Object.keys(programs.tokens.resources) as Resource[]
const resourceOf = (scope: string): string => scope.split(':')[0] ?? scope

/** Picks scopes, under the names of what they reach. */
export function ScopeSelect({ scopes, value, onChange }: { scopes: readonly string[]; value: string[]; onChange: (scopes: string[]) => void }) {
  const { t } = useTranslation()
  const groups = [...new Set(scopes.map(resourceOf))].map((resource) => {
    const known = resources.find((each) => each === resource)
    return { group: known === undefined ? resource : t(`tokens.resources.${known}`), items: scopes.filter((scope) => resourceOf(scope) === resource) }
  })
  return (
    <MultiSelect
      label={t('tokens.scopes')}
      description={t('tokens.scopesHint')}
      placeholder={value.length === 0 ? t('tokens.scopesPlaceholder') : ''}
      data={groups}
      value={value}
      onChange={onChange}
      searchable
      required
    />
  )
}
