import { ActionIcon, Group, Modal, NativeSelect, Select, Stack, Text, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { membersQuery } from '../../api/members.ts'
import { shareSpace, unshareSpace, type Space, type SpaceMember, type SpaceRole } from '../../api/spaces.ts'
import { toastFailed } from '../../components/toast.ts'

type Props = { projectUuid: string; space: Space; onChanged: () => Promise<void>; onClose: () => void }

const roles: readonly SpaceRole[] = ['viewer', 'editor', 'admin']
const nameOf = ({ firstName, lastName, email }: Pick<SpaceMember, 'firstName' | 'lastName' | 'email'>): string => `${firstName} ${lastName}`.trim() || email

/** Who can see a space, and as what. Those who see it by their role in the project are shown, not changed. */
export function ShareDialog({ projectUuid, space, onChanged, onClose }: Props) {
  const { t } = useTranslation()
  const members = useQuery(membersQuery)
  const attempt = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work
      await onChanged()
    } catch (error) {
      toastFailed(t('space.shareFailed'), error)
    }
  }
  const direct = new Set(space.access.filter(({ hasDirectAccess }) => hasDirectAccess).map(({ userUuid }) => userUuid))
  const others = (members.data ?? []).filter(({ userUuid }) => !direct.has(userUuid))
  return (
    <Modal opened onClose={onClose} title={t('space.people')}>
      <Stack gap="sm">
        <Select
          label={t('space.addPerson')}
          data={others.map((member) => ({ value: member.userUuid, label: nameOf(member) }))}
          value={null}
          searchable
          onChange={(userUuid) => {
            if (userUuid !== null) void attempt(shareSpace(projectUuid, space.uuid, { userUuid, spaceRole: 'viewer' }))
          }}
        />
        {space.access.map((member) => (
          <Group key={member.userUuid} justify="space-between" wrap="nowrap">
            <div style={{ minWidth: 0 }}>
              <Text size="sm" truncate>
                {nameOf(member)}
              </Text>
              <Text size="xs" c="dimmed">
                {t(member.hasDirectAccess ? 'space.direct' : 'space.inherited')}
              </Text>
            </div>
            {member.hasDirectAccess ? (
              <Group gap={4} wrap="nowrap">
                <NativeSelect
                  size="xs"
                  aria-label={t('space.role', { name: nameOf(member) })}
                  value={member.role}
                  data={roles.map((role) => ({ value: role, label: t(`space.roles.${role}`) }))}
                  onChange={(event) =>
                    void attempt(shareSpace(projectUuid, space.uuid, { userUuid: member.userUuid, spaceRole: event.currentTarget.value as SpaceRole }))
                  }
                />
                <Tooltip label={t('space.remove', { name: nameOf(member) })}>
                  <ActionIcon
                    aria-label={t('space.remove', { name: nameOf(member) })}
                    onClick={() => void attempt(unshareSpace(projectUuid, space.uuid, member.userUuid))}
                  >
                    <IconX size={16} />
                  </ActionIcon>
                </Tooltip>
              </Group>
            ) : (
              <Text size="xs" c="dimmed">
                {t(`space.roles.${member.role}`)}
              </Text>
            )}
          </Group>
        ))}
      </Stack>
    </Modal>
  )
}
