import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { abilitiesQuery } from '../api/abilities.ts'
import type { ProjectRole } from '../api/roles.ts'
import { PagePending } from '../shell/page-pending.tsx'
import { ClosedPage } from './closed-page.tsx'
import type { ProjectAbility } from './use-may.ts'

type Props = {
  projectUuid: string
  title: string
  needs: ProjectAbility
  /** The least role that has it. */
  least: ProjectRole
  /** What is open to those without it instead. */
  instead?: ReactNode
  children: ReactNode
}

/** A page for those with a right in the project; all others are told what it takes, instead of seeing everything on it refused. */
export function NeedsRole({ projectUuid, title, needs, least, instead, children }: Props) {
  const { t } = useTranslation()
  const abilities = useQuery(abilitiesQuery(projectUuid))
  if (abilities.isPending) return <PagePending />
  // When the rights could not be asked for, the page itself says why.
  if (abilities.isError || abilities.data.includes(needs)) return children
  return <ClosedPage title={title} text={t('shell.needsRole', { role: t(`roles.${least}`) })} instead={instead} />
}
