import { nameOf } from '../../api/members.ts'
import { ActionIcon, Button, Divider, Group, Modal, Select, Stack, Text, Title, Tooltip } from '@mantine/core'
import { IconHelp, IconLink, IconLock, IconWorld } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { groupsQuery } from '../../api/groups.ts'
import { shareSpace, shareWithGroup, unshareSpace, unshareWithGroup, type Space, type SpaceMember } from '../../api/spaces.ts'
import { copyText } from '../../components/copy-text.ts'
import { PersonRow } from '../../components/person-row.tsx'
import { PersonSelect } from '../../components/person-select.tsx'
import { RemoveButton } from '../../components/remove-button.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { useOwnAbilities } from '../../components/use-own-abilities.ts'
import { paths } from '../../shell/paths.ts'
import { WhyDialog } from '../access/why/why-dialog.tsx'
import { AccessDialog, type AccessQuestion } from './access-dialog.tsx'
import { inheritedText, nameAbove } from './inherited-text.ts'
import { SpaceRoleSelect } from './space-role-select.tsx'

type Props = { projectUuid: string; space: Space; onChanged: () => Promise<void>; onClose: () => void }
type Attempt = (work: Promise<unknown>) => Promise<void>
/** Asks why a person sees the space; absent for those who may not ask. */
type AskWhy = ((member: SpaceMember) => void) | undefined

/** Who can see a space, as what and why: shared with people and groups, open to the project, inherited. */
export function ShareDialog({ projectUuid, space, onChanged, onClose }: Props) {
  const { t } = useTranslation()
  const mayManage = space.abilities.includes('space.manage')
  const attempt: Attempt = async (work) => {
    try {
      await work
      await onChanged()
    } catch (error) {
      toastFailed(t('space.shareFailed'), error)
    }
  }
  const [asked, setAsked] = useState<SpaceMember | null>(null)
  const askWhy: AskWhy = useOwnAbilities().includes('access.explain') ? setAsked : undefined
  const others = space.access.filter(({ ownRole }) => ownRole === null)
  return (
    <Modal opened onClose={onClose} title={t('space.people', { name: space.name })} size="lg">
      <Stack gap="sm">
        {mayManage ? (
          <AddAccess projectUuid={projectUuid} space={space} attempt={attempt} />
        ) : (
          <Text size="sm" c="dimmed">
            {t('space.readOnly')}
          </Text>
        )}
        <Shared projectUuid={projectUuid} space={space} mayManage={mayManage} attempt={attempt} askWhy={askWhy} />
        <Divider />
        <Privacy projectUuid={projectUuid} space={space} mayManage={mayManage} onChanged={onChanged} />
        <Divider />
        <Title order={3} size="h6">
          {t('space.others')}
        </Title>
        {others.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('space.noOthers')}
          </Text>
        )}
        <Stack gap={2}>
          {others.map((member) => (
            <PersonRow key={member.userUuid} person={member} note={<InheritedText space={space} member={member} />}>
              <Text size="sm">{t(`space.roles.${member.role}`)}</Text>
              <WhyButton member={member} askWhy={askWhy} />
            </PersonRow>
          ))}
        </Stack>
        <Group justify="flex-start">
          <CopyLink projectUuid={projectUuid} spaceUuid={space.uuid} />
        </Group>
      </Stack>
      {asked !== null && <WhyDialog question={{ userUuid: asked.userUuid, projectUuid, kind: 'space', id: space.uuid }} onClose={() => setAsked(null)} />}
    </Modal>
  )
}

function WhyButton({ member, askWhy }: { member: SpaceMember; askWhy: AskWhy }) {
  const { t } = useTranslation()
  if (askWhy === undefined) return null
  const label = t('why.ask', { name: nameOf(member) })
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={() => askWhy(member)}>
        <IconHelp size={17} />
      </ActionIcon>
    </Tooltip>
  )
}

function AddAccess({ projectUuid, space, attempt }: { projectUuid: string; space: Space; attempt: Attempt }) {
  const { t } = useTranslation()
  // Empty for those who may not see groups: then there is nothing to pick from.
  const groups = useQuery(groupsQuery).data ?? []
  const given = new Set(space.groupsAccess.map(({ groupUuid }) => groupUuid))
  const invited = new Set(space.access.filter(({ ownRole }) => ownRole !== null).map(({ userUuid }) => userUuid))
  return (
    <Group align="end" gap="sm">
      <PersonSelect
        label={t('space.addPerson')}
        value={null}
        without={invited}
        onPick={({ userUuid }) => void attempt(shareSpace(projectUuid, space.uuid, { userUuid, spaceRole: 'viewer' }))}
        style={{ flex: '1 1 200px' }}
      />
      {groups.length > 0 && (
        <Select
          label={t('space.addGroup')}
          data={groups.filter(({ uuid }) => !given.has(uuid)).map(({ uuid, name }) => ({ value: uuid, label: name }))}
          value={null}
          searchable
          onChange={(groupUuid) => {
            if (groupUuid !== null) void attempt(shareWithGroup(projectUuid, space.uuid, { groupUuid, spaceRole: 'viewer' }))
          }}
          style={{ flex: '1 1 160px' }}
        />
      )}
    </Group>
  )
}

type SharedProps = { projectUuid: string; space: Space; mayManage: boolean; attempt: Attempt; askWhy: AskWhy }

function Shared({ projectUuid, space, mayManage, attempt, askWhy }: SharedProps) {
  const { t } = useTranslation()
  const invited = space.access.filter(({ ownRole }) => ownRole !== null)
  return (
    <Stack gap={2}>
      <Title order={3} size="h6">
        {t('space.invited')}
      </Title>
      {invited.length + space.groupsAccess.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('space.nobodyInvited')}
        </Text>
      )}
      {space.groupsAccess.map(({ groupUuid, groupName: name, spaceRole }) => (
        <PersonRow key={groupUuid} person={{ firstName: name, lastName: '', email: name }} note={t('space.groupMembers')}>
          {mayManage ? (
            <>
              <SpaceRoleSelect
                name={name}
                value={spaceRole}
                onChange={(role) => void attempt(shareWithGroup(projectUuid, space.uuid, { groupUuid, spaceRole: role }))}
              />
              <RemoveButton label={t('space.remove', { name })} onClick={() => void attempt(unshareWithGroup(projectUuid, space.uuid, groupUuid))} />
            </>
          ) : (
            <Text size="sm">{t(`space.roles.${spaceRole}`)}</Text>
          )}
        </PersonRow>
      ))}
      {space.inheritedGroups.map(({ groupUuid, groupName: name, spaceRole, fromSpaceUuid }) => {
        const above = nameAbove(space, fromSpaceUuid)
        const note = above === null ? t('space.from.hiddenSpace') : t('space.from.space', { name: above })
        return (
          <PersonRow key={`${groupUuid} ${fromSpaceUuid}`} person={{ firstName: name, lastName: '', email: name }} note={note}>
            <Text size="sm" c="dimmed">
              {t(`space.roles.${spaceRole}`)}
            </Text>
          </PersonRow>
        )
      })}
      {invited.map((member) => (
        <PersonRow key={member.userUuid} person={member} note={member.role === member.ownRole ? undefined : <InheritedText space={space} member={member} />}>
          {mayManage ? (
            <>
              <SpaceRoleSelect
                name={nameOf(member)}
                value={member.ownRole ?? member.role}
                onChange={(spaceRole) => void attempt(shareSpace(projectUuid, space.uuid, { userUuid: member.userUuid, spaceRole }))}
              />
              <RemoveButton
                label={t('space.remove', { name: nameOf(member) })}
                onClick={() => void attempt(unshareSpace(projectUuid, space.uuid, member.userUuid))}
              />
            </>
          ) : (
            <Text size="sm">{t(`space.roles.${member.role}`)}</Text>
          )}
          <WhyButton member={member} askWhy={askWhy} />
        </PersonRow>
      ))}
    </Stack>
  )
}

function InheritedText({ space, member: { inheritedFrom, inheritedRole, inheritedFromSpaceUuid } }: { space: Space; member: SpaceMember }) {
  const { t } = useTranslation()
  if (inheritedFromSpaceUuid !== null) {
    const name = nameAbove(space, inheritedFromSpaceUuid)
    return name === null ? t('space.from.hiddenSpace') : t('space.from.space', { name })
  }
  if (inheritedFrom === 'space_group') return t('space.from.space_group')
  return t(`space.from.${inheritedFrom}`, { role: t(`roles.${inheritedRole}`) })
}

type PrivacyProps = { projectUuid: string; space: Space; mayManage: boolean; onChanged: () => Promise<void> }

function Privacy({ projectUuid, space, mayManage, onChanged }: PrivacyProps) {
  const { t } = useTranslation()
  const [question, setQuestion] = useState<AccessQuestion | null>(null)
  const Sign = space.isPrivate ? IconLock : IconWorld
  const parent = nameAbove(space, space.parentSpaceUuid)
  return (
    <>
      <Group justify="space-between" wrap="nowrap">
        <Group gap="sm" wrap="nowrap">
          <Sign size={20} stroke={1.6} aria-hidden style={{ flex: 'none' }} />
          <div>
            <Text size="sm">
              {t('space.privacy')}: {t(`space.openTo.${space.isPrivate ? 'private' : 'public'}`)}
            </Text>
            <Text size="xs" c="dimmed">
              {space.inheritsFromParent ? inheritedText(space, t) : t(`space.ask.${space.isPrivate ? 'private' : 'public'}.text`)}
            </Text>
          </div>
        </Group>
        {mayManage && (
          <Button
            size="xs"
            variant="default"
            style={{ flex: 'none' }}
            onClick={() => setQuestion(space.inheritsFromParent ? 'own' : space.isPrivate ? 'public' : 'private')}
          >
            {t(space.inheritsFromParent ? 'space.ask.own.confirm' : 'space.change')}
          </Button>
        )}
      </Group>
      {mayManage && !space.inheritsFromParent && parent !== null && (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">{t('space.ownAccess', { name: parent })}</Text>
          <Button size="xs" variant="default" style={{ flex: 'none' }} onClick={() => setQuestion('inherit')}>
            {t('space.ask.inherit.confirm')}
          </Button>
        </Group>
      )}
      {question !== null && (
        <AccessDialog projectUuid={projectUuid} space={space} question={question} onChanged={onChanged} onClose={() => setQuestion(null)} />
      )}
    </>
  )
}

function CopyLink({ projectUuid, spaceUuid }: { projectUuid: string; spaceUuid: string }) {
  const { t } = useTranslation()
  const copy = async (): Promise<void> => {
    const link = `${window.location.origin}${paths.space(projectUuid, spaceUuid)}`
    if (await copyText(link)) toastDone(t('space.linkCopied'))
    else toastFailed(t('space.copyFailed'), link)
  }
  return (
    <Button size="xs" variant="default" leftSection={<IconLink size={15} />} onClick={() => void copy()}>
      {t('space.copyLink')}
    </Button>
  )
}
