import { useTranslation } from 'react-i18next'
import type { RoleSource } from '../../api/project-access.ts'
import type { OrganizationRole } from '../../api/roles.ts'

/** Where a role in a project is from, the ones that count first: "by group Sales: Editor · in the organization: Viewer". */
export function SourcesText({ sources, role }: { sources: readonly RoleSource[]; role: OrganizationRole }) {
  const { t } = useTranslation()
  const counting = sources.filter((source) => source.role === role)
  const others = sources.filter((source) => source.role !== role)
  const textOf = (source: RoleSource): string => {
    const given = t(`roles.${source.role}`)
    return source.from === 'group' ? t('access.from.group', { name: source.name, role: given }) : t(`access.from.${source.from}`, { role: given })
  }
  return (
    <>
      {counting.map(textOf).join(' · ')}
      {others.length > 0 && ` · ${others.map(textOf).join(' · ')}`}
    </>
  )
}
