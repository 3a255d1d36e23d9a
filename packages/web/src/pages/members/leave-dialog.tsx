import { List, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { footprintQuery, nameOf, removeMember, setMemberActive, type Footprint, type Member } from '../../api/members.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'

type Props = { member: Member; way: 'remove' | 'deactivate'; onDone: () => Promise<void>; onClose: () => void }

/** Asks before somebody goes; a removal says what goes with them. */
export function LeaveDialog({ member, way, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const name = nameOf(member)
  const footprint = useQuery({ ...footprintQuery(member.userUuid), enabled: way === 'remove' })
  const go = async (): Promise<void> => {
    await (way === 'remove' ? removeMember(member.userUuid) : setMemberActive(member.userUuid, false))
    await onDone()
  }
  return (
    <ConfirmDialog
      title={t(`members.${way}Title`, { name })}
      text={t(`members.${way}Text`)}
      confirm={t(`members.${way}Confirm`)}
      failed={t(`members.${way}Failed`, { name })}
      onConfirm={go}
      onClose={onClose}
      isWaiting={way === 'remove' && footprint.isPending}
    >
      {way === 'remove' && (
        <QueryBoundary query={footprint} failed={t('members.failed')} skeleton={<Skeleton height={60} />}>
          {(known) => <Losses footprint={known} />}
        </QueryBoundary>
      )}
    </ConfirmDialog>
  )
}

function Losses({ footprint }: { footprint: Footprint }) {
  const { t } = useTranslation()
  const { sessions, tokens, projects, spaces, ownSpaces, made } = footprint
  const lines = [
    ...(sessions > 0 ? [t('members.losesSessions', { count: sessions })] : []),
    ...(tokens > 0 ? [t('members.losesTokens', { count: tokens })] : []),
    ...(projects > 0 ? [t('members.losesProjects', { count: projects })] : []),
    ...(spaces > 0 ? [t('members.losesSpaces', { count: spaces })] : []),
    ...(ownSpaces.length > 0 ? [t('members.ownSpaces', { names: ownSpaces.join(', ') })] : []),
    ...(made > 0 ? [t('members.keepsMade', { count: made })] : []),
  ]
  return (
    <List size="sm">
      {(lines.length === 0 ? [t('members.nothing')] : lines).map((line) => (
        <List.Item key={line}>{line}</List.Item>
      ))}
    </List>
  )
}
