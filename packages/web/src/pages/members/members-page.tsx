import { Button, Paper, Skeleton, Stack, Text } from '@mantine/core'
import { IconSearch, IconUserPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  membersQuery,
  nameOf,
  resetPasswordOfMember,
  setMemberActive,
  updateMemberRole,
  type MadeInvitation,
  type Member,
  type Role,
} from '../../api/members.ts'
import { memberFactorsQuery, resetFactorsOfMember, type MemberFactors } from '../../api/security.ts'
import { userQuery } from '../../api/session.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { ViewAsDialog } from '../../components/view-as-dialog.tsx'
import { useCrumbs } from '../../shell/crumbs.ts'
import { DomainsCard } from './domains-card.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { LeaveDialog } from './leave-dialog.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { MembersTable, type MemberAction } from './members-table.tsx'
import { PolicyCard } from './policy-card.tsx'

type Open =
  | { dialog: 'invite'; email?: string; role?: Role }
  | { dialog: 'link'; title: string; text: string; link: string | null }
  | { dialog: 'viewAs'; member: Member }
  | { dialog: 'resetFactors'; member: Member }
  | { dialog: 'leave'; way: 'remove' | 'deactivate'; member: Member }

/** Members whose name, e-mail and role hold every word. */
const matching = (members: readonly Member[], search: string): Member[] => {
  const words = search.toLowerCase().split(/\s+/)
  return members.filter((member) => {
    const text = `${nameOf(member)} ${member.email} ${member.role.replace('_', ' ')}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** Of those who are here and may sign in, how many have no second factor; 0 until it is known. */
const membersWithout = (members: readonly Member[] = [], factors: readonly MemberFactors[] | undefined): number =>
  factors === undefined
    ? 0
    : members.filter(({ userUuid, isActive, isPending }) => isActive && !isPending && !factors.some((each) => each.userUuid === userUuid)).length

/** Who is in the organization; administrators invite, change and remove here. */
export function MembersPage() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const user = useQuery(userQuery).data
  const members = useQuery(membersQuery)
  const isAdmin = user?.role === 'admin'
  const factors = useQuery({ ...memberFactorsQuery, enabled: isAdmin }).data
  const [search, setSearch] = useState('')
  const [open, setOpen] = useState<Open | null>(null)
  useCrumbs([{ label: t('members.title') }])
  const close = (): void => setOpen(null)
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: membersQuery.queryKey })
  const onMade = async ({ email, inviteUrl, isMailed }: MadeInvitation): Promise<void> => {
    const text = isMailed ? t('members.mailed') : t('members.passOn', { email })
    setOpen({ dialog: 'link', title: t('members.invited', { email }), text, link: inviteUrl })
    await refresh()
  }
  const onRole = async (member: Member, role: Role): Promise<void> => {
    try {
      await updateMemberRole(member.userUuid, role)
      toastDone(t('members.roleChanged', { name: nameOf(member), role: t(`roles.${role}`) }))
    } catch (error) {
      toastFailed(t('members.roleFailed'), error)
    }
    await refresh()
  }
  const reset = async (member: Member): Promise<void> => {
    try {
      const { link, email } = await resetPasswordOfMember(member.userUuid)
      const text = link === null ? t('members.resetMailed', { email }) : t('members.passOn', { email })
      setOpen({ dialog: 'link', title: t('members.resetMade', { email }), text, link })
    } catch (error) {
      toastFailed(t('members.resetFailed'), error)
    }
  }
  const reactivate = async (member: Member): Promise<void> => {
    try {
      await setMemberActive(member.userUuid, true)
    } catch (error) {
      toastFailed(t('members.reactivateFailed', { name: nameOf(member) }), error)
    }
    await refresh()
  }
  const onAction = (member: Member, action: MemberAction): void => {
    if (action === 'invite') setOpen({ dialog: 'invite', email: member.email, role: member.role })
    else if (action === 'viewAs') setOpen({ dialog: 'viewAs', member })
    else if (action === 'reset') void reset(member)
    else if (action === 'resetFactors') setOpen({ dialog: 'resetFactors', member })
    else if (action === 'reactivate') void reactivate(member)
    else setOpen({ dialog: 'leave', way: action, member })
  }
  const resetFactors = async (member: Member): Promise<void> => {
    const { isMailed } = await resetFactorsOfMember(member.userUuid)
    toastDone(t(isMailed ? 'memberFactors.resetMailed' : 'memberFactors.resetDone', { name: nameOf(member) }))
    close()
    await queryClient.invalidateQueries({ queryKey: memberFactorsQuery.queryKey })
  }
  const onLeft = async (): Promise<void> => {
    await refresh()
    close()
  }
  return (
    <Page
      title={t('members.title')}
      description={t('members.description', { organization: user?.organizationName ?? '' })}
      actions={
        isAdmin && (
          <Button leftSection={<IconUserPlus size={16} />} onClick={() => setOpen({ dialog: 'invite' })}>
            {t('members.invite')}
          </Button>
        )
      }
    >
      <Stack>
        <SearchField label={t('members.search')} value={search} onChange={setSearch} />
        <QueryBoundary query={members} failed={t('members.failed')} skeleton={<Skeleton height={240} />}>
          {(all) => {
            const shown = matching(all, search)
            if (shown.length === 0) return <EmptyState icon={IconSearch} text={t('members.none')} compact />
            return (
              <>
                <Text size="sm" c="dimmed" role="status">
                  {t('members.count', { count: shown.length })}
                </Text>
                <Paper withBorder radius="md" px="md">
                  <MembersTable
                    members={shown}
                    ownUuid={user?.userUuid ?? ''}
                    {...(factors === undefined ? {} : { factors: new Map(factors.map((each) => [each.userUuid, each])) })}
                    {...(isAdmin ? { onAction, onRole: (member: Member, role: Role) => void onRole(member, role) } : {})}
                  />
                </Paper>
              </>
            )
          }}
        </QueryBoundary>
        {isAdmin && <PolicyCard without={membersWithout(members.data, factors)} />}
        {isAdmin && <DomainsCard />}
      </Stack>
      {open?.dialog === 'invite' && (
        <InviteDialog
          {...(open.email === undefined ? {} : { email: open.email })}
          {...(open.role === undefined ? {} : { role: open.role })}
          onMade={onMade}
          onClose={close}
        />
      )}
      {open?.dialog === 'link' && <LinkDialog title={open.title} text={open.text} link={open.link} onClose={close} />}
      {open?.dialog === 'viewAs' && <ViewAsDialog person={open.member} href="/" onClose={close} />}
      {open?.dialog === 'resetFactors' && (
        <ConfirmDialog
          title={t('memberFactors.resetTitle', { name: nameOf(open.member) })}
          text={t('memberFactors.resetText', { name: nameOf(open.member) })}
          confirm={t('memberFactors.resetConfirm')}
          failed={t('memberFactors.resetFailed')}
          onConfirm={() => resetFactors(open.member)}
          onClose={close}
        />
      )}
      {open?.dialog === 'leave' && <LeaveDialog member={open.member} way={open.way} onDone={onLeft} onClose={close} />}
    </Page>
  )
}
