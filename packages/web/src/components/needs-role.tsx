import { IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { abilitiesQuery } from '../api/abilities.ts'
import type { ProjectRole } from '../api/roles.ts'
import { PagePending } from '../shell/page-pending.tsx'
import { EmptyState } from './empty-state.tsx'
import { Page } from './page.tsx'
import type { ProjectAbility } from './use-may.ts'

type Props = { projectUuid: string; title: string; needs: ProjectAbility; /** The least role that has it. */ least: ProjectRole; children: ReactNode }

/** A page for those with a right in the project; all others are told what it takes, instead of seeing everything on it refused. */
export function NeedsRole({ projectUuid, title, needs, least, children }: Props) {
  const { t } = useTranslation()
  const abilities = useQuery(abilitiesQuery(projectUuid))
  if (abilities.isPending) return <PagePending />
  // When the rights could not be asked for, the page itself says why.
  if (abilities.isError || abilities.data.includes(needs)) return children
  return (
    <Page title={title}>
      <EmptyState icon={IconLock} text={t('shell.needsRole', { role: t(`roles.${least}`) })} />
    </Page>
  )
}
