import { Alert, Avatar, Button, Group, Menu, Text, Tooltip, UnstyledButton } from '@mantine/core'
import { IconBroadcast, IconCopy, IconEye, IconEyeOff, IconLock, IconLockOpen, IconLogout, IconPlayerStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { endLive, handOverLive, lockLive, type LivePerson } from '../../../api/live.ts'
import { copyText } from '../../../components/copy-text.ts'
import { toastDone, toastFailed } from '../../../components/toast.ts'
import { hostName, isHeld, isHost } from './live-values.ts'
import type { LiveWindow } from './use-live.ts'

type Props = { window: LiveWindow; /** Goes on without the others. */ onLeave: () => void }

const colors = ['blue', 'grape', 'teal', 'orange', 'pink', 'lime', 'violet', 'cyan'] as const

/** Who takes part in a live session, whom one follows, and what the host may do. */
export function LiveBar({ window: { state, follows, follow }, onLeave }: Props) {
  const { t } = useTranslation()
  const { status, live, people, you } = state
  if (status === 'over' || status === 'closed') {
    return (
      <Alert color="orange" variant="light" mx={{ base: 10, sm: 16 }} my="xs" withCloseButton closeButtonLabel={t('live.leave')} onClose={onLeave}>
        {t(status === 'over' ? 'live.over' : 'live.closed')}
      </Alert>
    )
  }
  const own = people.find(({ id }) => id === you)
  const mayEnd = isHost(state)
  const followed = people.find(({ id }) => id === follows)
  const following = followed === undefined ? [] : [t('live.following', { name: followed.name })]
  const locked = isHeld(state) ? [t('live.locked', { name: hostName(state) })] : []
  // A person in several windows is one.
  const heirs = [...new Map(people.filter(({ userUuid }) => userUuid !== own?.userUuid).map((person) => [person.userUuid, person])).values()]
  const leave = (
    <Button size="compact-sm" variant="default" leftSection={<IconLogout size={14} />} {...(mayEnd ? {} : { onClick: onLeave })}>
      {t('live.leave')}
    </Button>
  )
  const attempt = (work: Promise<unknown>): void => void work.catch((error: unknown) => toastFailed(t('live.failed'), error))
  const copy = async (): Promise<void> => {
    if (await copyText(window.location.href)) toastDone(t('apps.linkCopied'))
  }
  return (
    <Group component="section" aria-label={t('live.one')} gap="xs" px={{ base: 10, sm: 16 }} py={6} justify="space-between">
      <Group gap="xs">
        <IconBroadcast size={16} aria-hidden />
        <Text size="sm" fw={600}>
          {t('live.one')}
        </Text>
        {/* Side by side: each is a button, of which nothing is covered by the next. */}
        <Avatar.Group spacing={0} aria-label={t('live.people')} role="list" style={{ flexWrap: 'wrap' }}>
          {people.map((person, place) => (
            <Seat key={person.id} {...{ person, place, name: nameOf(person), isYou: person.id === you, isFollowed: person.id === follows }} onFollow={follow} />
          ))}
        </Avatar.Group>
        <Text size="sm" c="dimmed" role="status">
          {status === 'open' ? [...locked, ...following].join(' · ') : t(`live.${status === 'connecting' ? 'lost' : status}`)}
        </Text>
      </Group>
      <Group gap="xs">
        <Button size="compact-sm" variant="default" leftSection={<IconCopy size={14} />} onClick={() => void copy()}>
          {t('live.copy')}
        </Button>
        {live !== null && mayEnd && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={live.isLocked ? <IconLockOpen size={14} /> : <IconLock size={14} />}
            onClick={() => attempt(lockLive(live.uuid, !live.isLocked))}
          >
            {t(live.isLocked ? 'live.unlock' : 'live.lock')}
          </Button>
        )}
        {live !== null && mayEnd ? (
          <Menu position="bottom-end" width={300}>
            <Menu.Target>{leave}</Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{t('live.leaveHost')}</Menu.Label>
              {heirs.map(({ userUuid, name }) => (
                <Menu.Item key={userUuid} leftSection={<IconLogout size={15} />} onClick={() => attempt(handOverLive(live.uuid, userUuid).then(onLeave))}>
                  {t('live.handOver', { name })}
                </Menu.Item>
              ))}
              <Menu.Item color="red" leftSection={<IconPlayerStop size={15} />} onClick={() => attempt(endLive(live.uuid))}>
                {t('live.end')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        ) : (
          leave
        )}
      </Group>
    </Group>
  )

  function nameOf({ name, userUuid, id }: LivePerson): string {
    if (id === you) return t('live.you', { name })
    return userUuid === live?.host?.userUuid ? t('live.host', { name }) : name
  }
}

type SeatProps = { person: LivePerson; place: number; name: string; isYou: boolean; isFollowed: boolean; onFollow: (id: string | null) => void }

function Seat({ person, place, name, isYou, isFollowed, onFollow }: SeatProps) {
  const { t } = useTranslation()
  const picture = (
    <Avatar role="listitem" size={28} radius="xl" color={colors[place % colors.length] ?? 'blue'} variant={isFollowed ? 'filled' : 'light'}>
      {initials(person.name)}
    </Avatar>
  )
  if (isYou) return <Tooltip label={name}>{picture}</Tooltip>
  return (
    <Menu>
      <Menu.Target>
        <UnstyledButton aria-label={name} style={{ borderRadius: '50%' }}>
          <Tooltip label={name}>{picture}</Tooltip>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{name}</Menu.Label>
        <Menu.Item leftSection={isFollowed ? <IconEyeOff size={15} /> : <IconEye size={15} />} onClick={() => onFollow(isFollowed ? null : person.id)}>
          {isFollowed ? t('live.unfollow') : t('live.follow', { name: person.name })}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('')
