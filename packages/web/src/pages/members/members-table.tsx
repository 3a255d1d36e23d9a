import { Badge, Menu, NativeSelect, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ScimMark } from '../../components/scim-mark.tsx'
import { nameOf, roles, type Member, type Role } from '../../api/members.ts'
import type { MemberFactors } from '../../api/security.ts'
import { RowMenu } from '../../components/row-menu.tsx'
import { WideTable } from '../../components/wide-table.tsx'

export type MemberAction = 'viewAs' | 'invite' | 'reset' | 'resetFactors' | 'deactivate' | 'reactivate' | 'remove'

type Props = {
  members: readonly Member[]
  ownUuid: string
  /** Absent: the reader may only look. */
  onAction?: (member: Member, action: MemberAction) => void
  onRole?: (member: Member, role: Role) => void
  /** Second factors by member; absent for readers who are not told. */
  factors?: ReadonlyMap<string, MemberFactors>
}

/** One line a member: who, what they may do, whether they are here. */
export function MembersTable({ members, ownUuid, onAction, onRole, factors }: Props) {
  const { t } = useTranslation()
  return (
    <WideTable minWidth={560} hasActions={onAction !== undefined}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('members.name')}</Table.Th>
            <Table.Th>{t('members.role')}</Table.Th>
            <Table.Th>{t('members.state')}</Table.Th>
            {factors !== undefined && <Table.Th>{t('memberFactors.column')}</Table.Th>}
            {onAction !== undefined && <Table.Th aria-label={t('space.more')} />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {members.map((member) => {
            const name = nameOf(member)
            const isSelf = member.userUuid === ownUuid
            return (
              <Table.Tr key={member.userUuid}>
                <Table.Td>
                  <Text size="sm" fw={500} component="div">
                    {name}
                    {isSelf && ` (${t('members.you')})`} {member.isScimManaged && <ScimMark of="managedPerson" />}
                  </Text>
                  {name !== member.email && (
                    <Text size="xs" c="dimmed">
                      {member.email}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>
                  {onRole === undefined ? (
                    t(`roles.${member.role}`)
                  ) : (
                    <NativeSelect
                      size="xs"
                      w={170}
                      aria-label={t('members.roleOf', { name })}
                      value={member.role}
                      data={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
                      onChange={(event) => onRole(member, roles.find((each) => each === event.currentTarget.value) ?? member.role)}
                    />
                  )}
                </Table.Td>
                <Table.Td>
                  <State member={member} />
                </Table.Td>
                {factors !== undefined && (
                  <Table.Td>
                    <Factors factors={factors.get(member.userUuid)} />
                  </Table.Td>
                )}
                {onAction !== undefined && (
                  <Table.Td ta="right">
                    <Actions member={member} isSelf={isSelf} hasFactors={factors?.has(member.userUuid) === true} onAction={onAction} />
                  </Table.Td>
                )}
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}

function State({ member }: { member: Member }) {
  const { t } = useTranslation()
  if (!member.isActive) return <Badge color="gray">{t('members.deactivated')}</Badge>
  if (!member.isPending) return <Text size="sm">{t('members.active')}</Text>
  return member.isInviteExpired ? (
    <Badge color="orange" variant="light">
      {t('members.expired')}
    </Badge>
  ) : (
    <Badge variant="light">{t('members.pending')}</Badge>
  )
}

function Factors({ factors }: { factors: MemberFactors | undefined }) {
  const { t } = useTranslation()
  if (factors === undefined) {
    return (
      <Text size="sm" c="dimmed">
        {t('memberFactors.none')}
      </Text>
    )
  }
  const parts = [...(factors.app ? [t('memberFactors.app')] : []), ...(factors.passkeys > 0 ? [t('memberFactors.passkeys', { count: factors.passkeys })] : [])]
  return <Text size="sm">{parts.join(', ')}</Text>
}

type ActionsProps = { member: Member; isSelf: boolean; hasFactors: boolean; onAction: (member: Member, action: MemberAction) => void }

function Actions({ member, isSelf, hasFactors, onAction }: ActionsProps) {
  const { t } = useTranslation()
  const { isActive, isPending } = member
  return (
    <RowMenu label={t('members.actions', { name: nameOf(member) })}>
      {!isPending && isActive && !isSelf && <Menu.Item onClick={() => onAction(member, 'viewAs')}>{t('viewAs.action')}</Menu.Item>}
      {isPending && <Menu.Item onClick={() => onAction(member, 'invite')}>{t('members.inviteAgain')}</Menu.Item>}
      {!isPending && isActive && <Menu.Item onClick={() => onAction(member, 'reset')}>{t('members.reset')}</Menu.Item>}
      {hasFactors && !isSelf && <Menu.Item onClick={() => onAction(member, 'resetFactors')}>{t('memberFactors.reset')}</Menu.Item>}
      {!isPending && isActive && !isSelf && <Menu.Item onClick={() => onAction(member, 'deactivate')}>{t('members.deactivate')}</Menu.Item>}
      {!isActive && <Menu.Item onClick={() => onAction(member, 'reactivate')}>{t('members.reactivate')}</Menu.Item>}
      {!isSelf && (
        <Menu.Item color="red" onClick={() => onAction(member, 'remove')}>
          {t('members.remove')}
        </Menu.Item>
      )}
    </RowMenu>
  )
}
